package io.carryover.imaging.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchBlendingTest {
  /** Sums of up to 27 float32 products, divided by sums of the same weights. */
  private static final float FLOAT_ROUNDING = 2e-6f;

  /** Least normal float: below it, weights lose digits. */
  private static final float LEAST_NORMAL = Float.MIN_NORMAL;

  @ParameterizedTest
  @CsvSource({
    "20, 23, 31, 16, 16, 16, 0.5",
    "40, 16, 7, 16, 16, 16, 0.25",
    "5, 6, 7, 16, 8, 8, 0.5",
    "17, 18, 19, 8, 8, 8, 0"
  })
  void givesBackWhatEveryPatchAgreesOn(
      int depth, int height, int width, int d, int h, int w, double overlap) {
    // Given
    Volume smooth = smooth(new Shape(depth, height, width));
    PatchGrid grid = new PatchGrid(smooth.shape(), new Shape(d, h, w), overlap);

    // When
    float[][] means =
        blended(
            grid, 2, (layer, patch) -> layer == 0 ? grid.window(patch).cut(smooth) : ones(grid));

    // Then
    assertThat(means[0]).containsExactly(smooth.voxels(), within(FLOAT_ROUNDING));
    assertThat(means[1]).containsExactly(ones(smooth.voxels().length), within(FLOAT_ROUNDING));
  }

  @Test
  void weighsEachPatchByTheDistanceFromItsMiddle() {
    // Given: two patches of 8 over 12 voxels, the first says 0, the second 1
    PatchGrid grid = new PatchGrid(new Shape(1, 1, 12), new Shape(1, 1, 8), 0.5);

    // When
    float[] mean = blended(grid, 1, (layer, patch) -> filled(grid, patch))[0];

    // Then: sigma is 1, the middles lie at 4 and 8
    assertThat(mean[3]).isZero();
    assertThat(mean[5])
        .isEqualTo(
            (float) (Math.exp(-4.5) / (Math.exp(-4.5) + Math.exp(-0.5))), within(FLOAT_ROUNDING));
    assertThat(mean[6]).isEqualTo(0.5f, within(FLOAT_ROUNDING));
    assertThat(mean[8]).isOne();
  }

  @ParameterizedTest
  @CsvSource({"48, 64, 48", "8, 8, 8", "160, 8, 33", "1, 2, 3"})
  void noVoxelOfAPatchCountsNothing(int depth, int height, int width) {
    Shape patch = new Shape(depth, height, width);
    GaussianWindow window = GaussianWindow.of(patch);

    for (int index = 0; index < patch.voxels(); index++) {
      assertThat(window.at(index)).isBetween(LEAST_NORMAL, 1f);
    }
    assertThat(window.at(patch.index(depth / 2, height / 2, width / 2))).isOne();
  }

  @Test
  void refusesToSettleASlabThatLacksAPatch() {
    PatchBlending blending = new PatchBlending(twoSlabs(), 1);

    assertThatIllegalStateException()
        .isThrownBy(() -> blending.settle(PatchBlendingTest::ignored))
        .withMessage("the slab takes 1 patches of 1 layers, it has 0 of 1");
  }

  @Test
  void refusesPatchesOfAnotherSizeOfAnotherSlabAndAfterTheLast() {
    PatchBlending blending = new PatchBlending(twoSlabs(), 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> blending.add(0, 0, new float[7]))
        .withMessage("a patch 1x1x8 has 8 values, got 7");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> blending.add(1, 0, new float[8]))
        .withMessage("the slab has patches 0 to 0, got 1");
    for (int patch = 0; patch < 2; patch++) {
      blending.add(patch, 0, new float[8]);
      blending.settle(PatchBlendingTest::ignored);
    }
    assertThatIllegalStateException().isThrownBy(() -> blending.add(1, 0, new float[8]));
    assertThatIllegalStateException().isThrownBy(() -> blending.settle(PatchBlendingTest::ignored));
  }

  private static PatchGrid twoSlabs() {
    return new PatchGrid(new Shape(1, 1, 12), new Shape(1, 1, 8), 0.5);
  }

  private static void ignored(int inVolume, float[][] means, int inSlab, int length) {}

  /** What a layer of a patch says. */
  private interface Values {
    float[] of(int layer, int patch);
  }

  private static float[][] blended(PatchGrid grid, int layers, Values values) {
    float[][] means = new float[layers][grid.volume().voxels()];
    PatchBlending blending = new PatchBlending(grid, layers);
    for (Slab slab : grid.slabs()) {
      for (int patch = slab.first(); patch < slab.end(); patch++) {
        for (int layer = 0; layer < layers; layer++) {
          blending.add(patch, layer, values.of(layer, patch));
        }
      }
      blending.settle(
          (inVolume, settled, inSlab, length) -> {
            for (int layer = 0; layer < layers; layer++) {
              System.arraycopy(settled[layer], inSlab, means[layer], inVolume, length);
            }
          });
    }
    return means;
  }

  private static float[] ones(PatchGrid grid) {
    return filled(grid, 1);
  }

  private static float[] ones(int length) {
    float[] ones = new float[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static float[] filled(PatchGrid grid, float value) {
    float[] values = new float[grid.patch().voxels()];
    Arrays.fill(values, value);
    return values;
  }

  private static Volume smooth(Shape shape) {
    float[] voxels = new float[shape.voxels()];
    for (int i = 0; i < shape.depth(); i++) {
      for (int j = 0; j < shape.height(); j++) {
        for (int k = 0; k < shape.width(); k++) {
          voxels[shape.index(i, j, k)] =
              (float) (0.5 + 0.5 * Math.sin(0.1 * i + 0.2 * j - 0.15 * k));
        }
      }
    }
    return new Volume(Grid.ofOneMm(shape), voxels);
  }
}
