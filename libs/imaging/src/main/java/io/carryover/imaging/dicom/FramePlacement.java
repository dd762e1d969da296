package io.carryover.imaging.dicom;

import static io.carryover.imaging.volume.InvalidImageException.MASK_AFFINE_DIFFERS;

import io.carryover.imaging.volume.Affine;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.InvalidImageException;

/**
 * Where the pixels of one frame of labels lie among the voxels of a grid.
 *
 * <p>A frame may be a part of a slice, turned or mirrored, along any two axes of the grid, as long
 * as its pixels coincide with voxels: at no corner may they be a tenth of a voxel apart. Nothing is
 * resampled.
 */
final class FramePlacement {
  private static final double LARGEST_DISTANCE_VOXELS = 0.1;

  private final Grid grid;
  private final Affine toVoxels;
  private final Plane plane;
  private final int[] first;
  private final int[] alongRow;
  private final int[] alongColumn;

  /**
   * Places a frame.
   *
   * @throws InvalidImageException MASK_AFFINE_DIFFERS if its pixels do not coincide with voxels
   */
  FramePlacement(Grid grid, Affine toVoxels, Plane plane, PixelFormat format) {
    this.grid = grid;
    this.toVoxels = toVoxels;
    this.plane = plane;
    this.first = rounded(voxel(0, 0));
    this.alongRow = rounded(difference(voxel(1, 0), voxel(0, 0)));
    this.alongColumn = rounded(difference(voxel(0, 1), voxel(0, 0)));
    requireAxes();
    requireNear(0, 0);
    requireNear(format.columns() - 1, 0);
    requireNear(0, format.rows() - 1);
    requireNear(format.columns() - 1, format.rows() - 1);
  }

  /**
   * The voxel of a pixel, as an index of the grid's array.
   *
   * @throws InvalidImageException MASK_AFFINE_DIFFERS if it lies outside of the grid
   */
  int index(int column, int row) {
    return grid.shape()
        .index(inside(0, column, row), inside(1, column, row), inside(2, column, row));
  }

  /** The axis of the grid that the frame lies across. */
  int normalAxis() {
    for (int axis = 0; axis < 2; axis++) {
      if (alongRow[axis] == 0 && alongColumn[axis] == 0) {
        return axis;
      }
    }
    return 2;
  }

  /** The slice of the grid that the frame lies in, counted along {@link #normalAxis}. */
  int slice() {
    return first[normalAxis()];
  }

  /**
   * Checks that the slices of the labels lie as far apart as those of the grid.
   *
   * @param labelsMm the spacing of the labels' slices, 0 where it is not known
   * @throws InvalidImageException MASK_AFFINE_DIFFERS if they do not
   */
  void requireSliceSpacing(double labelsMm) {
    double imageMm = grid.affine().spacingMm(normalAxis());
    if (labelsMm != 0 && !(Math.abs(labelsMm / imageMm - 1) <= LARGEST_DISTANCE_VOXELS)) {
      throw differs("slices %s mm apart".formatted(labelsMm));
    }
  }

  private double[] voxel(int column, int row) {
    Vector lps =
        plane.position().plus(plane.columnStep().times(column)).plus(plane.rowStep().times(row));
    Vector ras = PatientAxes.ras(lps);
    return toVoxels.position(ras.x(), ras.y(), ras.z());
  }

  /** The whole number of the voxel along an axis. */
  private int along(int axis, int column, int row) {
    return first[axis] + column * alongRow[axis] + row * alongColumn[axis];
  }

  private int inside(int axis, int column, int row) {
    int voxel = along(axis, column, row);
    if (voxel < 0 || voxel >= grid.shape().side(axis)) {
      throw outside(column, row);
    }
    return voxel;
  }

  private void requireAxes() {
    boolean different = true;
    for (int axis = 0; axis < 3; axis++) {
      different &= alongRow[axis] == 0 || alongColumn[axis] == 0;
    }
    if (!different || steps(alongRow) != 1 || steps(alongColumn) != 1) {
      throw differs(
          "pixels %sx%s mm along %s and %s"
              .formatted(
                  plane.columnSpacingMm(),
                  plane.rowSpacingMm(),
                  plane.alongRow(),
                  plane.alongColumn()));
    }
  }

  private static int steps(int[] direction) {
    return Math.abs(direction[0]) + Math.abs(direction[1]) + Math.abs(direction[2]);
  }

  private void requireNear(int column, int row) {
    double[] actual = voxel(column, row);
    for (int axis = 0; axis < 3; axis++) {
      double off = Math.abs(actual[axis] - along(axis, column, row));
      if (!(off <= LARGEST_DISTANCE_VOXELS)) {
        throw differs(
            "pixel (%d, %d) %.3f voxels off along axis %d".formatted(column, row, off, axis));
      }
    }
  }

  private InvalidImageException differs(String actual) {
    return new InvalidImageException(
        MASK_AFFINE_DIFFERS,
        "labels and image must lie on one grid, got %s, image %s %s"
            .formatted(actual, grid.shape(), grid.affine()));
  }

  private InvalidImageException outside(int column, int row) {
    return new InvalidImageException(
        MASK_AFFINE_DIFFERS,
        "labels must lie inside of the image %s, got one at voxel (%d, %d, %d)"
            .formatted(
                grid.shape(), along(0, column, row), along(1, column, row), along(2, column, row)));
  }

  private static double[] difference(double[] left, double[] right) {
    return new double[] {left[0] - right[0], left[1] - right[1], left[2] - right[2]};
  }

  private static int[] rounded(double[] numbers) {
    return new int[] {
      (int) Math.round(numbers[0]), (int) Math.round(numbers[1]), (int) Math.round(numbers[2])
    };
  }
}
