package io.carryover.trainer.training;

import static io.carryover.trainer.TrainerEvents.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carryover.events.Foreground;
import io.carryover.events.Method;
import io.carryover.events.PreprocessingSpec;
import io.carryover.events.ScanRef;
import io.carryover.events.Split;
import io.carryover.events.TrainingRequested;
import io.carryover.imaging.volume.Shape;
import io.carryover.networks.training.Example;
import io.carryover.networks.training.TrainingData;
import io.carryover.runtime.failure.RejectedException;
import io.carryover.runtime.store.DirectoryArtifactStore;
import io.carryover.trainer.PhantomScans;
import io.carryover.trainer.TrainerEvents;
import io.carryover.trainer.scan.ScanFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanExamplesTest {
  @TempDir private Path directory;
  private PhantomScans scans;
  private ScanExamples examples;

  @BeforeEach
  void allowOneFolder() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("scans"));
    scans = new PhantomScans(folder, TARGET);
    examples =
        new ScanExamples(
            new ScanFiles(new DirectoryArtifactStore(directory.resolve("store"), List.of(folder))));
  }

  @Test
  void scansGoToTheirSplitInTheOrderOfTheRequest() {
    // When
    TrainingData data =
        examples.load(
            request(scan(2, Split.TRAIN), scan(1, Split.VALIDATION), scan(0, Split.TRAIN)));
    // Then
    assertThat(data.train())
        .extracting(Example::scanId)
        .containsExactly("phantom_002", "phantom_000");
    assertThat(data.validation()).extracting(Example::scanId).containsExactly("phantom_001");
  }

  @Test
  void intensitiesAreScaledToOneAndTheMaskIsZeroOrOne() {
    // When
    Example example = examples.load(request(scan(0, Split.TRAIN))).train().get(0);
    // Then
    assertThat(example.image()).hasSize(16 * 16 * 16).contains(0f, 1f);
    for (float intensity : example.image()) {
      assertThat(intensity).isBetween(0f, 1f);
    }
    assertThat(example.mask()).contains(0f, 1f).containsOnly(0f, 1f);
  }

  @Test
  void everyScanGetsTheShapeOfTheCohort() {
    // Given
    TrainingRequested request = request(scan(0, Split.TRAIN));
    request.setPreprocessing(new PreprocessingSpec(List.of(24, 16, 32)));
    // When
    TrainingData data = examples.load(request);
    // Then
    assertThat(data.shape()).isEqualTo(new Shape(24, 16, 32));
    assertThat(data.train().get(0).image()).hasSize(24 * 16 * 32);
  }

  @Test
  void scanWithoutTheForegroundThatIsAskedForIsRejected() {
    // Given
    TrainingRequested request = request(scan(0, Split.TRAIN));
    request.setForeground(new Foreground("other", List.of(9)));
    // Then
    assertRejected(request, "EMPTY_MASK");
  }

  @Test
  void fileThatChangedSinceItsAdmissionIsRejected() throws IOException {
    // Given
    TrainingRequested request = request(scan(0, Split.TRAIN));
    scans.good(0, Split.TRAIN);
    Files.writeString(directory.resolve("scans/phantom_000_label.nii"), "changed");
    // Then
    assertRejected(request, "SIZE_DIFFERS");
  }

  private void assertRejected(TrainingRequested request, String code) {
    assertThatThrownBy(() -> examples.load(request))
        .isInstanceOfSatisfying(
            RejectedException.class, e -> assertThat(e.reason().getCode()).isEqualTo(code));
  }

  private static TrainingRequested request(ScanRef... scans) {
    return TrainerEvents.training(Method.RI, List.of(scans));
  }

  private ScanRef scan(int index, Split split) {
    return scans.good(index, split).getScan();
  }
}
