package io.carryover.imaging.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.carryover.imaging.decathlon.DecathlonCase;
import io.carryover.imaging.decathlon.DecathlonFolder;
import io.carryover.imaging.preprocess.Preprocessing;
import io.carryover.imaging.scan.LabelledScan;
import io.carryover.imaging.scan.LabelledScanReader;
import io.carryover.imaging.volume.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhantomCohortTest {
  private static final Shape SHAPE = new Shape(32, 48, 32);
  private static final long SEED = 20;

  @TempDir private Path folder;

  @Test
  void aScanDependsOnSeedRoleAndIndexAlone() {
    float[] first = PhantomCohort.source(SHAPE, SEED).scan(3).image().voxels();

    assertThat(PhantomCohort.source(SHAPE, SEED).scan(3).image().voxels()).containsExactly(first);
    assertThat(PhantomCohort.source(SHAPE, SEED).scan(4).image().voxels()).isNotEqualTo(first);
    assertThat(PhantomCohort.source(SHAPE, SEED + 1).scan(3).image().voxels()).isNotEqualTo(first);
    assertThat(PhantomCohort.target(SHAPE, SEED).scan(3).image().voxels()).isNotEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 30})
  void aScanIsAHeadWithABrightObjectInside(int index) {
    for (PhantomCohort cohort : cohorts()) {
      LabelledScan scan = cohort.scan(index);
      int zeros = zeros(scan);

      assertThat(scan.mask().foregroundVoxels())
          .isBetween(SHAPE.voxels() / 500, SHAPE.voxels() / 25);
      assertThat(zeros).isBetween(SHAPE.voxels() / 3, SHAPE.voxels() * 2 / 3);
      assertThat(mean(scan, 1)).isGreaterThan(1.1 * mean(scan, 0));
      assertThat(Preprocessing.prepare(scan.image()).image().shape().depth()).isLessThan(32);
    }
  }

  @Test
  void brightnessAloneDoesNotTellTheObject() {
    for (PhantomCohort cohort : cohorts()) {
      // When: each scan gets the best threshold on intensity, which only this test can know
      double meanDsc =
          IntStream.range(0, 10)
              .mapToObj(cohort::scan)
              .mapToDouble(PhantomCohortTest::bestDsc)
              .average()
              .orElse(0);

      // Then
      assertThat(meanDsc).isBetween(0.3, 0.75);
    }
  }

  @Test
  void writesAFolderThatReadsBack() throws IOException {
    // When
    PhantomCohort cohort = PhantomCohort.target(SHAPE, SEED);
    cohort.writeDecathlon(folder, 2);

    // Then
    DecathlonFolder read = DecathlonFolder.read(folder);
    assertThat(read.cases())
        .extracting(DecathlonCase::id)
        .containsExactly("phantom_1001", "phantom_1002");
    DecathlonCase second = read.cases().get(1);
    LabelledScan scan =
        LabelledScanReader.read(second.image(), second.label(), Set.of(1), second.id());
    assertThat(scan.image().voxels()).containsExactly(cohort.scan(1).image().voxels());
    assertThat(scan.mask().voxels()).containsExactly(cohort.scan(1).mask().voxels());
  }

  @Test
  void refusesVolumesTooSmallForAHead() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PhantomCohort.source(new Shape(8, 48, 32), SEED))
        .withMessageContaining("8x48x32");
  }

  private static PhantomCohort[] cohorts() {
    return new PhantomCohort[] {
      PhantomCohort.source(SHAPE, SEED), PhantomCohort.target(SHAPE, SEED)
    };
  }

  private static int zeros(LabelledScan scan) {
    int zeros = 0;
    for (float voxel : scan.image().voxels()) {
      zeros += voxel == 0 ? 1 : 0;
    }
    return zeros;
  }

  private static double mean(LabelledScan scan, int label) {
    double sum = 0;
    int count = 0;
    for (int index = 0; index < scan.mask().voxels().length; index++) {
      if (scan.mask().voxels()[index] == label && scan.image().voxels()[index] != 0) {
        sum += scan.image().voxels()[index];
        count++;
      }
    }
    return sum / count;
  }

  private static double bestDsc(LabelledScan scan) {
    return IntStream.range(15, 50)
        .mapToDouble(step -> dscOfThreshold(scan, 20 * step))
        .max()
        .orElseThrow();
  }

  private static double dscOfThreshold(LabelledScan scan, int threshold) {
    int both = 0;
    int above = 0;
    for (int index = 0; index < scan.mask().voxels().length; index++) {
      if (scan.image().voxels()[index] > threshold) {
        above++;
        both += scan.mask().voxels()[index];
      }
    }
    return 2.0 * both / (above + scan.mask().foregroundVoxels());
  }
}
