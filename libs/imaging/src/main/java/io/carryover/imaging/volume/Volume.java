package io.carryover.imaging.volume;

import java.util.Objects;

/**
 * Intensities on a grid.
 *
 * <p>The array is the volume's own: it is neither copied in nor out, because one volume may fill a
 * good part of the memory. Whoever hands it over, or reads it, leaves it unchanged. Two volumes are
 * equal only when they are the same object.
 */
public final class Volume {
  private final Grid grid;
  private final float[] voxels;

  /**
   * A volume of the given intensities.
   *
   * @param grid where the voxels lie
   * @param voxels intensities in C order (k fastest), one for each voxel of the grid
   */
  public Volume(Grid grid, float[] voxels) {
    this.grid = Objects.requireNonNull(grid, "grid");
    this.voxels = voxels;
    requireOneForEachVoxel();
  }

  /** Where the voxels lie. */
  public Grid grid() {
    return grid;
  }

  /** The grid's shape. */
  public Shape shape() {
    return grid.shape();
  }

  /** All intensities in C order; not a copy. */
  public float[] voxels() {
    return voxels;
  }

  /** The intensity of voxel (i, j, k). */
  public float at(int i, int j, int k) {
    return voxels[shape().index(i, j, k)];
  }

  /**
   * Checks that every intensity is a number.
   *
   * @throws InvalidImageException NAN_VOXELS with the count and the first voxel that is NaN or
   *     infinite
   */
  public void requireFinite() {
    int broken = 0;
    int first = -1;
    for (int index = 0; index < voxels.length; index++) {
      if (!Float.isFinite(voxels[index])) {
        first = broken == 0 ? index : first;
        broken++;
      }
    }
    refuseIfAny(broken, first);
  }

  private void refuseIfAny(int broken, int first) {
    if (broken > 0) {
      throw new InvalidImageException(
          InvalidImageException.NAN_VOXELS,
          "voxels must be finite, %d of %d are not, the first at %s"
              .formatted(broken, voxels.length, indices(first)));
    }
  }

  private String indices(int index) {
    int plane = shape().height() * shape().width();
    return "(%d, %d, %d)"
        .formatted(index / plane, index % plane / shape().width(), index % shape().width());
  }

  private void requireOneForEachVoxel() {
    if (voxels.length != grid.shape().voxels()) {
      throw new IllegalArgumentException(
          "a volume of %s needs %d voxels, got %d"
              .formatted(grid.shape(), grid.shape().voxels(), voxels.length));
    }
  }
}
