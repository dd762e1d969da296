package io.carryover.imaging.patch;

import io.carryover.imaging.volume.Shape;

/**
 * How much a patch's voxels count where patches overlap: a Gaussian around the patch's middle.
 *
 * <pre>
 *   weight(d, h, w) = g(d, depth) g(h, height) g(w, width)
 *   g(x, n) = exp(-((x - n / 2) / (n / 8))^2 / 2),  n / 2 rounded down
 * </pre>
 *
 * <p>The middle counts 1. No voxel is further than four standard deviations from the middle along
 * an axis, so that a corner still counts exp(-24), about 4e-11: a normal float, never 0. Sigma and
 * centre as in nnU-Net (sliding_window_prediction.py); its factor of 10 and its replacing of zeros
 * are not needed with float32.
 */
public final class GaussianWindow {
  private static final double SIGMAS_PER_SIDE = 8;

  private final float[] weights;

  private GaussianWindow(float[] weights) {
    this.weights = weights;
  }

  /** The weights of a patch. */
  public static GaussianWindow of(Shape patch) {
    double[] depth = gaussian(patch.depth());
    double[] height = gaussian(patch.height());
    double[] width = gaussian(patch.width());
    float[] weights = new float[patch.voxels()];
    for (int d = 0; d < depth.length; d++) {
      for (int h = 0; h < height.length; h++) {
        fillRow(weights, patch.index(d, h, 0), depth[d] * height[h], width);
      }
    }
    return new GaussianWindow(weights);
  }

  /** The weight at an index of the patch's array, above 0 and at most 1. */
  public float at(int index) {
    return weights[index];
  }

  /**
   * The sums of all patches' weights on a grid, as factors: {@code sum(v) = s[0][d] s[1][h]
   * s[2][w]}.
   *
   * @param starts where patches start, by axis
   */
  static double[][] sums(Shape volume, Shape patch, int[][] starts) {
    double[][] sums = new double[starts.length][];
    for (int axis = 0; axis < starts.length; axis++) {
      sums[axis] = sums(volume.side(axis), gaussian(patch.side(axis)), starts[axis]);
    }
    return sums;
  }

  private static double[] sums(int side, double[] window, int[] starts) {
    double[] sums = new double[side];
    for (int start : starts) {
      for (int x = Math.max(0, -start); x < window.length && start + x < side; x++) {
        sums[start + x] += window[x];
      }
    }
    return sums;
  }

  private static void fillRow(float[] weights, int from, double factor, double[] width) {
    for (int w = 0; w < width.length; w++) {
      weights[from + w] = (float) (factor * width[w]);
    }
  }

  private static double[] gaussian(int side) {
    double[] gaussian = new double[side];
    for (int x = 0; x < side; x++) {
      double sigmas = (x - side / 2) / (side / SIGMAS_PER_SIDE);
      gaussian[x] = Math.exp(-sigmas * sigmas / 2);
    }
    return gaussian;
  }
}
