package io.carryover.imaging.preprocess;

import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Volume;

/**
 * The extremes of an image's intensities.
 *
 * @param min the least
 * @param max the greatest, above the least
 */
record IntensityRange(double min, double max) {

  /**
   * Checks that there is contrast.
   *
   * @throws InvalidImageException EMPTY_IMAGE if both are equal
   */
  IntensityRange {
    if (!(min < max)) {
      throw new InvalidImageException(
          InvalidImageException.EMPTY_IMAGE,
          "an image needs two values at least, all voxels are " + min);
    }
  }

  static IntensityRange of(Volume volume) {
    float min = Float.POSITIVE_INFINITY;
    float max = Float.NEGATIVE_INFINITY;
    for (float voxel : volume.voxels()) {
      min = Math.min(min, voxel);
      max = Math.max(max, voxel);
    }
    return new IntensityRange(min, max);
  }

  /** 0 for the least, 1 for the greatest, linear between. */
  float scaled(float intensity) {
    return (float) ((intensity - min) / (max - min));
  }
}
