package io.carryover.trainer.admission;

import static io.carryover.trainer.TrainerEvents.NOON;
import static io.carryover.trainer.TrainerEvents.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.carryover.events.CohortDefined;
import io.carryover.events.PreprocessingSpec;
import io.carryover.events.ScanAdmitted;
import io.carryover.events.ScanLabelled;
import io.carryover.events.Split;
import io.carryover.imaging.nifti.NiftiWriter;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import io.carryover.runtime.failure.RejectedException;
import io.carryover.runtime.store.ArtifactRefs;
import io.carryover.runtime.store.DirectoryArtifactStore;
import io.carryover.trainer.PhantomScans;
import io.carryover.trainer.PhantomScans.BadScan;
import io.carryover.trainer.TrainerEvents;
import io.carryover.trainer.scan.ScanFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanAdmissionTest {
  @TempDir private Path directory;
  private CohortDefined cohort;
  private PhantomScans scans;
  private ScanAdmission admission;

  @BeforeEach
  void allowOneFolder() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("scans"));
    cohort = TrainerEvents.targetCohort();
    scans = new PhantomScans(folder, TARGET);
    admission =
        new ScanAdmission(
            id -> id.equals(TARGET) ? Optional.of(cohort) : Optional.empty(),
            new ScanFiles(new DirectoryArtifactStore(directory.resolve("store"), List.of(folder))),
            Clock.fixed(NOON, ZoneOffset.UTC));
  }

  @Test
  void admitsGoodScanWithItsForeground() {
    // Given
    ScanLabelled labelled = scans.good(0, Split.TRAIN);

    // When
    ScanAdmitted admitted = admission.admit(labelled);

    // Then
    assertThat(admitted.getCohortId()).isEqualTo(TARGET);
    assertThat(admitted.getScan()).isEqualTo(labelled.getScan());
    assertThat(admitted.getForegroundVoxels()).isPositive();
    assertThat(admitted.getAdmittedAt()).isEqualTo(NOON);
    assertThat(admitted.getLabelledAt()).isEqualTo(labelled.getLabelledAt());
  }

  @Test
  void rejectsEveryBadScanByItsCode() throws IOException {
    // Given
    Path outside = Files.createDirectory(directory.resolve("outside"));

    for (BadScan bad : scans.bad(outside)) {
      // When
      RejectedException rejected = rejection(bad.scan());

      // Then
      assertThat(rejected.reason().getCode()).as(bad.toString()).isEqualTo(bad.code());
    }
  }

  @Test
  void rejectsScanOfACohortThatIsDefinedWrong() {
    // Given
    cohort.setNetworks(2);

    // When
    RejectedException rejected = rejection(scans.good(0, Split.TRAIN));

    // Then
    assertThat(rejected.reason().getCode()).isEqualTo("COHORT_INVALID");
  }

  @Test
  void rejectsForegroundThatNoTrainingWouldSeeUnlessItIsForTests() throws IOException {
    // Given
    cohort.setPreprocessing(new PreprocessingSpec(List.of(16, 16, 16)));
    ScanLabelled labelled = foregroundInACorner();

    // When
    RejectedException rejected = rejection(labelled);

    // Then
    assertThat(rejected.reason().getCode()).isEqualTo("FOREGROUND_OUTSIDE_SHAPE");
    labelled.getScan().setSplit(Split.TEST);
    assertThat(admission.admit(labelled).getForegroundVoxels()).isEqualTo(1);
  }

  private ScanLabelled foregroundInACorner() throws IOException {
    Grid grid = Grid.ofOneMm(new Shape(32, 32, 32));
    float[] image = new float[grid.shape().voxels()];
    Arrays.fill(image, 1);
    image[0] = 2;
    byte[] mask = new byte[image.length];
    mask[0] = 1;
    ScanLabelled labelled = scans.good(0, Split.TRAIN);
    Path imageFile = directory.resolve("scans/corner.nii");
    Path maskFile = directory.resolve("scans/corner_label.nii");
    NiftiWriter.write(imageFile, new Volume(grid, image));
    NiftiWriter.write(maskFile, new Mask(grid, mask));
    labelled.getScan().setImage(ArtifactRefs.of(imageFile));
    labelled.getScan().setLabel(ArtifactRefs.of(maskFile));
    return labelled;
  }

  private RejectedException rejection(ScanLabelled labelled) {
    return catchThrowableOfType(RejectedException.class, () -> admission.admit(labelled));
  }
}
