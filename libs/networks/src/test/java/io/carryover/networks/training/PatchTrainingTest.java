package io.carryover.networks.training;

import static io.carryover.networks.training.TinyCohort.NARROW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.carryover.imaging.phantom.PhantomCohort;
import io.carryover.imaging.preprocess.FixedShape;
import io.carryover.imaging.preprocess.Prepared;
import io.carryover.imaging.preprocess.Preprocessing;
import io.carryover.imaging.scan.LabelledScan;
import io.carryover.imaging.volume.Shape;
import io.carryover.networks.unet.UNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trainings on patches of 16x16x16 of volumes that are larger. */
class PatchTrainingTest {

  private static final Shape PATCH = Shape.cube(16);
  private static final Shape VOLUME = new Shape(32, 24, 32);
  private static final int EPOCHS = 12;

  @TempDir private Path directory;

  private final List<EpochReport> reports = new ArrayList<>();

  @Test
  void learnsPhantoms() {
    // When
    TrainingOutcome outcome =
        run(TinySettings.onPatches(TrainingMethod.RI, EPOCHS, PATCH), "run", phantoms());
    // Then the loss on whole validation scans falls
    assertThat(reports).hasSize(EPOCHS);
    assertThat(validationLoss(EPOCHS - 1)).isLessThan(validationLoss(0) - 0.02);
    assertThat(outcome.last().validationDsc().orElseThrow()).isBetween(0.0, 1.0);
  }

  @ParameterizedTest
  @EnumSource(
      value = TrainingMethod.class,
      names = {"RI", "DWP"})
  void resumesToTheSameWeights(TrainingMethod method) throws IOException {
    // Given
    TrainingData data = TinyCohort.of(VOLUME, 4, 1);
    TrainingSettings settings = TinySettings.onPatches(method, 3, PATCH);
    Snapshot whole = run(settings, "whole", data).last();
    // When stopped in the middle of the second epoch and run again
    AtomicInteger asked = new AtomicInteger();
    assertThatThrownBy(() -> run(settings, "cut", data, () -> asked.incrementAndGet() == 4))
        .isInstanceOf(TrainingStoppedException.class);
    Snapshot resumed = run(settings, "cut", data).last();
    // Then
    assertThat(Files.readAllBytes(resumed.weights()))
        .isEqualTo(Files.readAllBytes(whole.weights()));
    assertThat(resumed.validationDsc()).isEqualTo(whole.validationDsc());
  }

  @Test
  void aSnapshotsFiguresAreOfTheOverlapThatIsServed() {
    // Given
    TrainingData data = TinyCohort.of(VOLUME, 2, 2);
    TrainingSettings settings = TinySettings.onPatches(TrainingMethod.RI, 3, PATCH);
    // When
    Snapshot snapshot = run(settings, "run", data).last();
    // Then
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, NDArray> weights = new InitialWeights(manager, NARROW).ofFile(snapshot.weights());
      Evaluation served =
          ValidationScans.asServed(manager, data, settings)
              .evaluate(new UNet(NARROW, manager)::logits, weights)
              .orElseThrow();
      assertThat(snapshot.validationDsc()).isEqualTo(served.dsc());
      assertThat(snapshot.validationIou()).isEqualTo(served.iou());
      assertThat(reports).extracting(EpochReport::validationDsc).doesNotContain(served.dsc());
    }
  }

  @Test
  void withoutValidationScansASnapshotHasNoFigures() {
    TrainingSettings settings = TinySettings.onPatches(TrainingMethod.RI, 1, PATCH);

    assertThat(run(settings, "run", TinyCohort.of(VOLUME, 2, 0)).last().validationDsc()).isEmpty();
  }

  @Test
  void refusesAPatchThatIsLargerThanTheScans() {
    TrainingSettings settings = TinySettings.onPatches(TrainingMethod.RI, 1, new Shape(16, 32, 16));

    assertThatThrownBy(() -> run(settings, "run", TinyCohort.of(VOLUME, 2, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("patch must lie within the shape 32x24x32, got 16x32x16");
  }

  @Test
  void refusesAPatchThatTheNetworkCannotHalveThreeTimes() {
    assertThatThrownBy(() -> TinySettings.onPatches(TrainingMethod.RI, 1, new Shape(16, 20, 16)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("patch sides must be multiples of 8 from 16 on, got 16x20x16");
  }

  private double validationLoss(int epoch) {
    return reports.get(epoch).validationLoss().orElseThrow();
  }

  private static TrainingData phantoms() {
    List<Example> scans =
        IntStream.range(0, 8)
            .mapToObj(n -> example(n, PhantomCohort.target(VOLUME, 1).scan(n)))
            .toList();
    return new TrainingData(VOLUME, scans.subList(0, 6), scans.subList(6, 8));
  }

  private static Example example(int number, LabelledScan scan) {
    Prepared prepared = Preprocessing.prepare(scan.image());
    FixedShape fixed = FixedShape.of(VOLUME);
    return new Example(
        "phantom_" + number, fixed.fit(prepared.image()), fixed.fit(prepared.apply(scan.mask())));
  }

  private TrainingOutcome run(TrainingSettings settings, String name, TrainingData data) {
    return run(settings, name, data, () -> false);
  }

  private TrainingOutcome run(
      TrainingSettings settings, String name, TrainingData data, StopSignal stop) {
    Start start = new Starts(directory.resolve("starts")).of(settings.method());
    return new NetworkTraining(settings, start, directory.resolve(name), NARROW)
        .run(data, reports::add, stop);
  }
}
