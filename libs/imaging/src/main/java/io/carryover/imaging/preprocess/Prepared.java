package io.carryover.imaging.preprocess;

import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import io.carryover.imaging.volume.Window;
import java.util.Arrays;

/**
 * An image seen as the network sees it, with the exact way back to the grid it came from. Nothing
 * is copied until it is asked for: patches can be cut from an image of any size.
 */
public final class Prepared {

  /** Receives the voxels of a run, each with its index in both images. */
  @FunctionalInterface
  public interface VoxelVisitor {
    /**
     * One voxel.
     *
     * @param inOriginal index in the original image's array
     * @param inPrepared index in the prepared image's array
     */
    void visit(int inOriginal, int inPrepared);
  }

  private final Volume original;
  private final RasView view;
  private final IntensityRange range;

  Prepared(Volume original, RasView view, IntensityRange range) {
    this.original = original;
    this.view = view;
    this.range = range;
  }

  /** Shape of the prepared image: along R, A, S, cropped to its content. */
  public Shape shape() {
    return view.grid().shape();
  }

  /** The image along R, A, S, cropped to its content, intensities 0 to 1; a new one each time. */
  public Volume image() {
    float[] from = original.voxels();
    float[] scaled = new float[shape().voxels()];
    view.forEachVoxel((inImage, inView) -> scaled[inView] = range.scaled(from[inImage]));
    return new Volume(view.grid(), scaled);
  }

  /**
   * Fills an array with the voxels of a box of the prepared image in C order; 0 outside it. It may
   * be used again: one for each patch of a scan would be most of what is allocated.
   *
   * @param cut as many as the box has voxels
   */
  public void cut(Window box, float[] cut) {
    float[] from = original.voxels();
    Arrays.fill(cut, 0);
    box.forEachRow(
        shape(),
        (inPrepared, inBox, length) ->
            view.forEachVoxel(
                inPrepared,
                length,
                (inImage, inView) ->
                    cut[inBox + inView - inPrepared] = range.scaled(from[inImage])));
  }

  /**
   * Visits a run of neighbours along S.
   *
   * @param inPrepared index of its first voxel in the prepared image's array
   * @param length voxels, all in one row
   */
  public void forEachVoxel(int inPrepared, int length, VoxelVisitor visitor) {
    view.forEachVoxel(inPrepared, length, visitor::visit);
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

  private static void requireShape(Shape actual, Shape wanted) {
    if (!actual.equals(wanted)) {
      throw new InvalidImageException(
          InvalidImageException.MASK_SHAPE_DIFFERS,
          "mask %s differs from image %s".formatted(actual, wanted));
    }
  }
}
