package io.carryover.imaging.volume;

import java.util.Objects;

/**
 * Where the voxels of an image lie: how many, and at which positions.
 *
 * @param shape voxels along the three axes
 * @param affine voxel indices to RAS millimetres
 */
public record Grid(Shape shape, Affine affine) {
  private static final double MM3_PER_ML = 1000;

  /** Checks that both are there. */
  public Grid {
    Objects.requireNonNull(shape, "shape");
    Objects.requireNonNull(affine, "affine");
  }

  /** A grid along R, A and S with voxels of 1 mm. */
  public static Grid ofOneMm(Shape shape) {
    return new Grid(shape, Affine.ofSpacing(1, 1, 1));
  }

  /** Spacing along the three axes in millimetres. */
  public double[] spacingMm() {
    return new double[] {affine.spacingMm(0), affine.spacingMm(1), affine.spacingMm(2)};
  }

  /** Volume of one voxel in millilitres. */
  public double voxelVolumeMl() {
    return affine.voxelVolumeMm3() / MM3_PER_ML;
  }
}
