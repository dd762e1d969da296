package io.carryover.imaging.preprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.imaging.scan.LabelledScan;
import io.carryover.imaging.volume.Affine;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import org.junit.jupiter.api.Test;

class CentreCropTest {
  private static final Shape SCAN = new Shape(6, 4, 5);
  private static final Shape BOX = new Shape(2, 8, 3);

  @Test
  void voxelsStayWhereTheyWereInMillimetres() {
    // Given: intensities 1 to 120, the first axis pointing left, one voxel of foreground
    LabelledScan scan = scan(3, 1, 2);

    // When
    LabelledScan crop = new CentreCrop(BOX).of(scan);

    // Then
    assertThat(crop.image().shape()).isEqualTo(BOX);
    assertThat(crop.mask().foregroundVoxels()).isEqualTo(1);
    double[] inScan = scan.image().grid().affine().position(3, 1, 2);
    // along R the third axis from the end is the box's first, A is padded by two, S cut by one
    assertThat(crop.mask().contains(0, 3, 1)).isTrue();
    assertThat(crop.image().grid().affine().position(0, 3, 1)).containsExactly(inScan);
  }

  @Test
  void intensitiesAreThoseOfTheWholeScanScaled() {
    LabelledScan scan = scan(3, 1, 2);

    LabelledScan crop = new CentreCrop(BOX).of(scan);

    float inScan = scan.image().at(3, 1, 2);
    assertThat(crop.image().at(0, 3, 1)).isEqualTo((inScan - 1) / (SCAN.voxels() - 1));
    assertThat(crop.image().at(0, 0, 0)).isZero();
  }

  @Test
  void foregroundOutsideTheBoxIsCutAway() {
    LabelledScan crop = new CentreCrop(BOX).of(scan(0, 0, 0));

    assertThat(crop.mask().foregroundVoxels()).isZero();
  }

  private static LabelledScan scan(int i, int j, int k) {
    double[][] rows = {{-2, 0, 0, 10}, {0, 1, 0, -20}, {0, 0, 3, 5}};
    Grid grid = new Grid(SCAN, Affine.ofRows(rows));
    float[] intensities = new float[SCAN.voxels()];
    for (int n = 0; n < intensities.length; n++) {
      intensities[n] = n + 1;
    }
    byte[] mask = new byte[SCAN.voxels()];
    mask[SCAN.index(i, j, k)] = 1;
    return new LabelledScan(new Volume(grid, intensities), new Mask(grid, mask));
  }
}
