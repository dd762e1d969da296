package io.carryover.imaging.volume;

import java.util.Objects;

/**
 * Foreground on a grid: 1 inside, 0 outside.
 *
 * <p>The array is the mask's own: it is neither copied in nor out. Whoever hands it over, or reads
 * it, leaves it unchanged. Two masks are equal only when they are the same object.
 */
public final class Mask {
  private static final float HALF = 0.5f;

  private final Grid grid;
  private final byte[] voxels;

  /**
   * A mask of the given voxels.
   *
   * @param grid where the voxels lie
   * @param voxels 0 or 1 in C order (k fastest), one for each voxel of the grid
   */
  public Mask(Grid grid, byte[] voxels) {
    this.grid = Objects.requireNonNull(grid, "grid");
    this.voxels = voxels;
    requireOneForEachVoxel();
    requireZeroOrOne();
  }

  /** The voxels of a volume above one half, as a mask is stored. */
  public static Mask of(Volume volume) {
    byte[] voxels = new byte[volume.voxels().length];
    for (int index = 0; index < voxels.length; index++) {
      voxels[index] = (byte) (volume.voxels()[index] > HALF ? 1 : 0);
    }
    return new Mask(volume.grid(), voxels);
  }

  /** Where the voxels lie. */
  public Grid grid() {
    return grid;
  }

  /** The grid's shape. */
  public Shape shape() {
    return grid.shape();
  }

  /** All voxels, 0 or 1, in C order; not a copy. */
  public byte[] voxels() {
    return voxels;
  }

  /** Whether voxel (i, j, k) is foreground. */
  public boolean contains(int i, int j, int k) {
    return voxels[shape().index(i, j, k)] == 1;
  }

  /** The number of foreground voxels. */
  public int foregroundVoxels() {
    int count = 0;
    for (byte voxel : voxels) {
      count += voxel;
    }
    return count;
  }

  /** Volume of the foreground in millilitres. */
  public double volumeMl() {
    return foregroundVoxels() * grid.voxelVolumeMl();
  }

  private void requireOneForEachVoxel() {
    if (voxels.length != grid.shape().voxels()) {
      throw new IllegalArgumentException(
          "a mask of %s needs %d voxels, got %d"
              .formatted(grid.shape(), grid.shape().voxels(), voxels.length));
    }
  }

  private void requireZeroOrOne() {
    for (byte voxel : voxels) {
      if (voxel != 0 && voxel != 1) {
        throw new IllegalArgumentException("a mask holds 0 and 1, got " + voxel);
      }
    }
  }
}
