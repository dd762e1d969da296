package io.carryover.trainer.training;

import static io.carryover.trainer.TrainerEvents.NOON;
import static io.carryover.trainer.TrainerEvents.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.carryover.events.Method;
import io.carryover.events.PreprocessingSpec;
import io.carryover.events.ScanFormat;
import io.carryover.events.ScanRef;
import io.carryover.events.Split;
import io.carryover.events.TrainingRequested;
import io.carryover.imaging.nifti.NiftiWriter;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import io.carryover.runtime.failure.RejectedException;
import io.carryover.runtime.store.ArtifactRefs;
import io.carryover.runtime.store.DirectoryArtifactStore;
import io.carryover.trainer.TrainerEvents;
import io.carryover.trainer.scan.ScanFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedefinedShapeTest {
  private static final Shape WHOLE = Shape.cube(32);

  @TempDir private Path folder;
  private ScanExamples examples;

  @BeforeEach
  void allowTheFolder() {
    examples =
        new ScanExamples(
            new ScanFiles(new DirectoryArtifactStore(folder.resolve("store"), List.of(folder))));
  }

  @Test
  void scanIsTrainedOnInAShapeThatHoldsItsForeground() throws IOException {
    assertThat(examples.load(request(32)).train()).hasSize(1);
  }

  @Test
  void shapeThatLeavesTheForegroundOutIsRejected() throws IOException {
    // Given
    TrainingRequested request = request(16);

    // When
    RejectedException rejected =
        catchThrowableOfType(RejectedException.class, () -> examples.load(request));

    // Then
    assertThat(rejected.reason().getCode()).isEqualTo("FOREGROUND_OUTSIDE_SHAPE");
    assertThat(rejected.reason().getMessage()).contains("scan corner");
  }

  private TrainingRequested request(int side) throws IOException {
    return TrainingRequested.newBuilder()
        .setRunId("0123456789abcdef")
        .setCohortId(TARGET)
        .setManifestSha256("")
        .setMethod(Method.RI)
        .setNetwork(0)
        .setNetworks(1)
        .setScans(List.of(foregroundInACorner()))
        .setForeground(TrainerEvents.targetCohort().getForeground())
        .setPreprocessing(new PreprocessingSpec(List.of(side, side, side)))
        .setTraining(TrainerEvents.trainingSpec())
        .setCodeVersion("1.2.3")
        .setRequestedAt(NOON)
        .build();
  }

  private ScanRef foregroundInACorner() throws IOException {
    Grid grid = Grid.ofOneMm(WHOLE);
    float[] image = new float[WHOLE.voxels()];
    Arrays.fill(image, 1);
    image[0] = 2;
    byte[] mask = new byte[image.length];
    mask[0] = 1;
    NiftiWriter.write(folder.resolve("corner.nii"), new Volume(grid, image));
    NiftiWriter.write(folder.resolve("corner_label.nii"), new Mask(grid, mask));
    return new ScanRef(
        "corner",
        Split.TRAIN,
        ScanFormat.NIFTI,
        ArtifactRefs.of(folder.resolve("corner.nii")),
        ArtifactRefs.of(folder.resolve("corner_label.nii")));
  }
}
