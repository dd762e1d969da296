package io.carryover.imaging.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.carryover.imaging.decathlon.DecathlonCase;
import io.carryover.imaging.decathlon.DecathlonFolder;
import io.carryover.imaging.nifti.NiftiReader;
import io.carryover.imaging.preprocess.Prepared;
import io.carryover.imaging.preprocess.Preprocessing;
import io.carryover.imaging.volume.Affine;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real scans beside the repository, in ../shared/data; nibabel's figures for them are constants
 * here.
 *
 * <p>The scans are not part of the project: without them these tests skip and say so.
 */
class RealScansTest {
  /** Sums in double precision, taken in another order. */
  private static final Percentage SUM_ROUNDING = Percentage.withPercentage(1e-9);

  private static final Path DATA = repository().resolveSibling("shared").resolve("data");

  @BeforeAll
  static void needsRealScans() {
    boolean there = Files.isDirectory(DATA);
    if (!there) {
      System.out.println(
          "SKIPPED: no real scans in ../shared/data, RealScansTest compares nothing");
    }
    assumeTrue(there, "there is no ../shared/data");
  }

  @ParameterizedTest
  @CsvSource({
    "hippocampus, 1 2, 130, 8176447, 229787436318.51956, 427278",
    "caudate, 1, 40, 9031680, 9845256552, 140324",
    "amygdala, 1, 40, 5160960, 4234487530, 40530"
  })
  void readsAWholeFolderAsNibabelDoes(
      String name, String labels, int scans, long voxels, double sum, long foreground) {
    // Given
    DecathlonFolder folder = DecathlonFolder.read(DATA.resolve(name));
    Totals totals = new Totals();

    // When
    folder.cases().forEach(one -> totals.add(read(one, folder.labels().keySet())));

    // Then
    assertThat(String.join(" ", folder.labels().keySet().stream().map(String::valueOf).toList()))
        .isEqualTo(labels);
    assertThat(folder.cases()).hasSize(scans);
    assertThat(totals.voxels).isEqualTo(voxels);
    assertThat(totals.sum).isCloseTo(sum, SUM_ROUNDING);
    assertThat(totals.foreground).isEqualTo(foreground);
    assertThat(totals.volumeMl).isCloseTo(foreground / 1000.0, SUM_ROUNDING);
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 162x214x167, 0, -286, 1748703665, 7947, 147x183x141, -154, -272, -247",
    "1001, 151x202x163, 0, -260, 1456729023, 7023, 134x181x134, -141, -251, -240"
  })
  void readsAWholeHeadAsNibabelDoes(
      String id,
      String shape,
      double x,
      double y,
      double sum,
      int caudate,
      String content,
      double r,
      double a,
      double s) {
    // When: label values 36 and 37 are the two caudate nuclei
    Path heads = DATA.resolve("whole-head");
    LabelledScan scan =
        LabelledScanReader.read(
            heads.resolve(id + "_SS.nii.gz"),
            heads.resolve(id + "_glm.nii.gz"),
            Set.of(36, 37),
            id);
    Volume prepared = Preprocessing.prepare(scan.image()).image();

    // Then
    assertThat(scan.image().shape()).hasToString(shape);
    assertThat(scan.image().grid().affine())
        .isEqualTo(Affine.ofRows(new double[][] {{-1, 0, 0, x}, {0, 1, 0, y}, {0, 0, 1, -255}}));
    assertThat(sum(scan.image())).isCloseTo(sum, SUM_ROUNDING);
    assertThat(scan.mask().foregroundVoxels()).isEqualTo(caudate);
    assertThat(prepared.shape()).hasToString(content);
    assertThat(prepared.grid().affine())
        .isEqualTo(Affine.ofRows(new double[][] {{1, 0, 0, r}, {0, 1, 0, a}, {0, 0, 1, s}}));
  }

  @Test
  void knowsTheOrientationOfACaudateCrop() {
    Volume image = NiftiReader.read(DATA.resolve("caudate/imagesTr/caudate_1119R.nii.gz"));

    assertThat(image.shape()).isEqualTo(new Shape(56, 72, 56));
    assertThat(image.grid().affine())
        .isEqualTo(
            Affine.ofRows(new double[][] {{-1, 0, 0, -40}, {0, 1, 0, -216}, {0, 0, 1, -202}}));
  }

  @Test
  void findsTheWayBackOnEveryCaudateCrop() {
    for (DecathlonCase one : DecathlonFolder.read(DATA.resolve("caudate")).cases()) {
      LabelledScan scan = read(one, Set.of(1));
      Prepared prepared = Preprocessing.prepare(scan.image());

      byte[] back = onOriginal(prepared, prepared.apply(scan.mask()).voxels());

      assertThat(prepared.originalGrid()).as(one.id()).isEqualTo(scan.image().grid());
      assertThat(back).as(one.id()).isEqualTo(scan.mask().voxels());
    }
  }

  private static byte[] onOriginal(Prepared prepared, byte[] voxels) {
    byte[] original = new byte[prepared.originalGrid().shape().voxels()];
    int row = prepared.shape().width();
    for (int first = 0; first < voxels.length; first += row) {
      prepared.forEachVoxel(
          first, row, (inOriginal, inPrepared) -> original[inOriginal] = voxels[inPrepared]);
    }
    return original;
  }

  private static LabelledScan read(DecathlonCase one, Set<Integer> labels) {
    return LabelledScanReader.read(one.image(), one.label(), labels, one.id());
  }

  private static double sum(Volume volume) {
    double sum = 0;
    for (float voxel : volume.voxels()) {
      sum += voxel;
    }
    return sum;
  }

  /** The folder with the build's wrapper, from wherever the test runs. */
  private static Path repository() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  private static final class Totals {
    private long voxels;
    private double sum;
    private long foreground;
    private double volumeMl;

    void add(LabelledScan scan) {
      voxels += scan.image().shape().voxels();
      sum += RealScansTest.sum(scan.image());
      foreground += scan.mask().foregroundVoxels();
      volumeMl += scan.mask().volumeMl();
    }
  }
}
