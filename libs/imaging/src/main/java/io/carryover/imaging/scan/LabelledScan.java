package io.carryover.imaging.scan;

import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Volume;
import java.util.Objects;

/**
 * An image and what an expert marked in it, on one grid.
 *
 * @param image intensities, all finite
 * @param mask foreground, at least one voxel
 */
public record LabelledScan(Volume image, Mask mask) {
  /** Checks that image and mask have one shape; the reader checks the rest. */
  public LabelledScan {
    Objects.requireNonNull(image, "image");
    if (!image.shape().equals(mask.shape())) {
      throw new IllegalArgumentException(
          "mask %s differs from image %s".formatted(mask.shape(), image.shape()));
    }
  }
}
