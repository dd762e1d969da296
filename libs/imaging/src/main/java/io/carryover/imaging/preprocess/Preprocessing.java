package io.carryover.imaging.preprocess;

import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;

/**
 * Makes any image the network's kind of image, and remembers the way back.
 *
 * <ol>
 *   <li>The axes are put along R, A and S by exchanging and turning them; nothing is resampled.
 *   <li>The image is cropped to the box around all voxels that are not 0.
 *   <li>Intensities become {@code (v - min) / (max - min)}, with the extremes of the whole image,
 *       so that a background of 0 stays what padding puts outside.
 * </ol>
 */
public final class Preprocessing {

  private Preprocessing() {}

  /**
   * The shape that an image on this grid has along R, A and S, uncropped: known from its header.
   */
  public static Shape turned(Grid grid) {
    Orientation orientation = Orientation.of(grid.affine());
    Shape shape = grid.shape();
    return new Shape(
        shape.side(orientation.imageAxis(0)),
        shape.side(orientation.imageAxis(1)),
        shape.side(orientation.imageAxis(2)));
  }

  /**
   * Prepares an image.
   *
   * @throws InvalidImageException NAN_VOXELS, EMPTY_IMAGE if all voxels have one value,
   *     SHEARED_AFFINE
   */
  public static Prepared prepare(Volume image) {
    image.requireFinite();
    image.grid().affine().requireRightAngles();
    IntensityRange range = IntensityRange.of(image);
    RasView view = RasView.of(image.grid(), Box.aroundContent(image));
    return new Prepared(image, view, range);
  }
}
