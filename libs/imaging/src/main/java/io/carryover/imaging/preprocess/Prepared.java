package io.carryover.imaging.preprocess;

import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import java.util.Arrays;

/** A prepared image with the exact way back to the grid it came from. */
public final class Prepared {
  private final RasView view;
  private final Volume image;

  Prepared(RasView view, Volume image) {
    this.view = view;
    this.image = image;
  }

  /** The image along R, A, S, cropped to its content, intensities 0 to 1. */
  public Volume image() {
    return image;
  }

  /** The grid that the image came from. */
  public Grid originalGrid() {
    return view.image();
  }

  /**
   * Orients and crops a mask as the image was.
   *
   * @throws InvalidImageException MASK_SHAPE_DIFFERS if the mask is not on the original grid
   */
  public Mask apply(Mask mask) {
    requireShape(mask.shape(), view.image().shape());
    byte[] from = mask.voxels();
    byte[] seen = new byte[view.grid().shape().voxels()];
    view.forEachVoxel((inImage, inView) -> seen[inView] = from[inImage]);
    return new Mask(view.grid(), seen);
  }

  /**
   * Puts a mask of the prepared image back onto the original grid; 0 outside the crop.
   *
   * @throws InvalidImageException MASK_SHAPE_DIFFERS if the mask is not of the prepared image
   */
  public Mask restore(Mask mask) {
    requireShape(mask.shape(), view.grid().shape());
    byte[] from = mask.voxels();
    byte[] restored = new byte[view.image().shape().voxels()];
    view.forEachVoxel((inImage, inView) -> restored[inImage] = from[inView]);
    return new Mask(view.image(), restored);
  }

  /**
   * Puts a map of the prepared image (probability, entropy) back onto the original grid.
   *
   * @param outside value outside the crop
   * @throws InvalidImageException MASK_SHAPE_DIFFERS if the map is not of the prepared image
   */
  public Volume restore(Volume map, float outside) {
    requireShape(map.shape(), view.grid().shape());
    float[] from = map.voxels();
    float[] restored = new float[view.image().shape().voxels()];
    Arrays.fill(restored, outside);
    view.forEachVoxel((inImage, inView) -> restored[inImage] = from[inView]);
    return new Volume(view.image(), restored);
  }

  private static void requireShape(Shape actual, Shape wanted) {
    if (!actual.equals(wanted)) {
      throw new InvalidImageException(
          InvalidImageException.MASK_SHAPE_DIFFERS,
          "mask %s differs from image %s".formatted(actual, wanted));
    }
  }
}
