package io.carryover.imaging.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Shape;
import java.io.IOException;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class OverlapTest {
  /** The reference figures are stored as float32. */
  private static final Offset<Double> FLOAT_ROUNDING = within(6e-8);

  @Test
  void agreesWithTheReference() throws IOException {
    // Given: scans one after the other, and their (DSC, IoU)
    byte[] predictions = Npy.bytes("/metrics/prediction.npy");
    byte[] masks = Npy.bytes("/metrics/mask.npy");
    float[] figures = Npy.floats("/metrics/dsc_iou.npy");
    int scans = figures.length / 2;
    int voxels = masks.length / scans;

    // Then
    assertThat(scans).isPositive();
    for (int scan = 0; scan < scans; scan++) {
      Overlap overlap =
          Overlap.of(row(predictions, scan * voxels, voxels), row(masks, scan * voxels, voxels));
      assertThat(overlap.dsc()).isEqualTo(figures[2 * scan], FLOAT_ROUNDING);
      assertThat(overlap.iou()).isEqualTo(figures[2 * scan + 1], FLOAT_ROUNDING);
    }
  }

  @Test
  void countsByHand() {
    Overlap overlap = Overlap.of(mask(1, 1, 1, 0, 0), mask(0, 1, 1, 1, 0));

    assertThat(overlap).isEqualTo(new Overlap(2, 1, 1));
    assertThat(overlap.dsc()).isEqualTo(2.0 / 3);
    assertThat(overlap.iou()).isEqualTo(0.5);
  }

  @Test
  void twoEmptyMasksAgree() {
    Overlap overlap = Overlap.of(mask(0, 0), mask(0, 0));

    assertThat(overlap.dsc()).isOne();
    assertThat(overlap.iou()).isOne();
  }

  @Test
  void oneEmptyMaskDisagreesWithAnyOther() {
    assertThat(Overlap.of(mask(0, 0), mask(1, 0)).dsc()).isZero();
    assertThat(Overlap.of(mask(0, 1), mask(0, 0)).iou()).isZero();
  }

  @Test
  void refusesMasksOfTwoShapes() {
    assertThat(
            catchThrowableOfType(
                InvalidImageException.class, () -> Overlap.of(mask(0, 1), mask(0, 1, 1))))
        .hasMessage("prediction 1x1x2 differs from truth 1x1x3");
  }

  private static Mask row(byte[] all, int from, int count) {
    return mask(Arrays.copyOfRange(all, from, from + count));
  }

  private static Mask mask(int... voxels) {
    byte[] bytes = new byte[voxels.length];
    for (int index = 0; index < bytes.length; index++) {
      bytes[index] = (byte) voxels[index];
    }
    return mask(bytes);
  }

  private static Mask mask(byte[] voxels) {
    return new Mask(Grid.ofOneMm(new Shape(1, 1, voxels.length)), voxels);
  }
}
