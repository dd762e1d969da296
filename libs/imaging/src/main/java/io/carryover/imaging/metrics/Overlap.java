package io.carryover.imaging.metrics;

import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Mask;

/**
 * How far a predicted mask and the truth coincide, from counts of voxels.
 *
 * <pre>
 *   DSC = 2 TP / (2 TP + FP + FN)      IoU = TP / (TP + FP + FN)
 * </pre>
 *
 * <p>Both are 1 when neither mask has a voxel.
 *
 * @param truePositives voxels in both
 * @param falsePositives voxels in the prediction only
 * @param falseNegatives voxels in the truth only
 */
public record Overlap(long truePositives, long falsePositives, long falseNegatives) {

  /**
   * Compares two masks voxel by voxel; where they lie is not compared.
   *
   * @throws InvalidImageException MASK_SHAPE_DIFFERS if their shapes differ
   */
  public static Overlap of(Mask prediction, Mask truth) {
    requireSameShape(prediction, truth);
    long both = 0;
    for (int index = 0; index < truth.voxels().length; index++) {
      both += prediction.voxels()[index] & truth.voxels()[index];
    }
    return new Overlap(both, prediction.foregroundVoxels() - both, truth.foregroundVoxels() - both);
  }

  /** The Dice similarity coefficient, 0 to 1. */
  public double dsc() {
    return share(2 * truePositives, 2 * truePositives + misses());
  }

  /** Intersection over union, 0 to 1. */
  public double iou() {
    return share(truePositives, truePositives + misses());
  }

  private long misses() {
    return falsePositives + falseNegatives;
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 1 : (double) part / whole;
  }

  private static void requireSameShape(Mask prediction, Mask truth) {
    if (!prediction.shape().equals(truth.shape())) {
      throw new InvalidImageException(
          InvalidImageException.MASK_SHAPE_DIFFERS,
          "prediction %s differs from truth %s".formatted(prediction.shape(), truth.shape()));
    }
  }
}
