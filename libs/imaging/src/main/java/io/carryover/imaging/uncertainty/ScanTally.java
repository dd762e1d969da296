package io.carryover.imaging.uncertainty;

import java.util.Arrays;

/** Counts voxels of a scan as they become known; gives {@link ScanSamples} at the end. */
public final class ScanTally {
  /** Foreground where p is above it, as the greater of two logits. */
  public static final float THRESHOLD = 0.5f;

  private final long[] foreground;
  private final long[] common;

  /**
   * Counts nothing yet.
   *
   * @param layers the mean weights and each sample of the weights
   */
  public ScanTally(int layers) {
    this.foreground = new long[layers];
    this.common = new long[layers];
  }

  /**
   * Counts a run of voxels.
   *
   * @param probabilities by layer, the mean weights' first
   * @param from index of the first voxel in each layer
   * @param length voxels
   */
  public void add(float[][] probabilities, int from, int length) {
    float[] byMean = probabilities[0];
    for (int layer = 0; layer < foreground.length; layer++) {
      float[] values = probabilities[layer];
      for (int index = from; index < from + length; index++) {
        int inside = values[index] > THRESHOLD ? 1 : 0;
        foreground[layer] += inside;
        common[layer] += byMean[index] > THRESHOLD ? inside : 0;
      }
    }
  }

  /** What was counted. */
  public ScanSamples total() {
    return new ScanSamples(
        Arrays.stream(foreground).boxed().toList(), Arrays.stream(common).boxed().toList());
  }
}
