package io.carryover.imaging.volume;

import java.util.Arrays;
import java.util.Locale;

/**
 * Immutable map from voxel indices to positions in the patient: (x, y, z, 1) = A (i, j, k, 1).
 *
 * <p>Positions are millimetres in RAS: x grows to the patient's right, y to the front, z to the
 * head. A is a 4x4 matrix in double precision whose last row is 0 0 0 1. Column c of the upper left
 * 3x3 part is the step of one voxel along axis c; its length is the spacing.
 */
public final class Affine {
  private static final int SIZE = 4;
  private static final double RIGHT_ANGLE_TOLERANCE = 1e-3;
  private static final double LEAST_SPACING_MM = 1e-6;

  private final double[] elements;

  private Affine(double[] elements) {
    this.elements = elements;
    requireInvertible();
  }

  /**
   * From the three upper rows.
   *
   * @param rows three rows of four numbers; further rows are not read
   * @throws InvalidImageException BROKEN_AFFINE if a number is not finite or an axis has no length
   */
  public static Affine ofRows(double[][] rows) {
    double[] elements = new double[SIZE * SIZE];
    for (int row = 0; row < 3; row++) {
      System.arraycopy(rows[row], 0, elements, row * SIZE, SIZE);
    }
    elements[15] = 1;
    return new Affine(elements);
  }

  /** Axes along R, A and S with the given spacing in millimetres; voxel (0, 0, 0) at the origin. */
  public static Affine ofSpacing(double x, double y, double z) {
    return ofRows(new double[][] {{x, 0, 0, 0}, {0, y, 0, 0}, {0, 0, z, 0}});
  }

  /** The element in a row and column, both from 0 to 3. */
  public double at(int row, int column) {
    return elements[row * SIZE + column];
  }

  /** A copy as four rows of four numbers. */
  public double[][] rows() {
    double[][] rows = new double[SIZE][];
    Arrays.setAll(rows, row -> Arrays.copyOfRange(elements, row * SIZE, (row + 1) * SIZE));
    return rows;
  }

  /** Position in millimetres (x, y, z) of voxel (i, j, k). */
  public double[] position(double i, double j, double k) {
    double[] position = new double[3];
    Arrays.setAll(position, r -> at(r, 0) * i + at(r, 1) * j + at(r, 2) * k + at(r, 3));
    return position;
  }

  /** This map after another: the matrix product {@code this * inner}. */
  public Affine times(Affine inner) {
    double[][] product = new double[3][SIZE];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < SIZE; column++) {
        product[row][column] = productAt(inner, row, column);
      }
    }
    return ofRows(product);
  }

  /** The map from positions in millimetres back to voxel indices: the inverse matrix. */
  public Affine inverse() {
    double[][] inverse = new double[3][SIZE];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        inverse[row][column] = cofactor(column, row) / determinant();
        inverse[row][3] -= inverse[row][column] * at(column, 3);
      }
    }
    return ofRows(inverse);
  }

  /** The same axes with voxel (i, j, k) as the new voxel (0, 0, 0). */
  public Affine startingAt(double i, double j, double k) {
    double[][] rows = rows();
    double[] origin = position(i, j, k);
    for (int row = 0; row < 3; row++) {
      rows[row][3] = origin[row];
    }
    return ofRows(rows);
  }

  /** Length of one step along an axis (0, 1, 2) in millimetres. */
  public double spacingMm(int axis) {
    return Math.sqrt(dot(axis, axis));
  }

  /** Volume of one voxel in cubic millimetres, never negative. */
  public double voxelVolumeMm3() {
    return Math.abs(determinant());
  }

  /** Determinant of the 3x3 part: negative for a left-handed set of axes. */
  public double determinant() {
    return at(0, 0) * minor(1, 2) - at(0, 1) * minor(0, 2) + at(0, 2) * minor(0, 1);
  }

  /**
   * Largest absolute cosine between two axes: 0 when all axes are at right angles.
   *
   * <p>Above 1e-3 (0.06 degrees) {@link #requireRightAngles} refuses; rounding to float32 in file
   * headers stays below 1e-6.
   */
  public double shear() {
    return Math.max(cosine(0, 1), Math.max(cosine(0, 2), cosine(1, 2)));
  }

  /**
   * Checks that the axes are at right angles.
   *
   * @throws InvalidImageException SHEARED_AFFINE if {@link #shear} is above 1e-3
   */
  public void requireRightAngles() {
    if (shear() > RIGHT_ANGLE_TOLERANCE) {
      throw new InvalidImageException(
          InvalidImageException.SHEARED_AFFINE,
          "axes must be at right angles, largest cosine between two is %.4g in %s"
              .formatted(shear(), this));
    }
  }

  /** Largest distance in millimetres between what both maps make of the corners of a volume. */
  public double largestDistanceMm(Affine other, Shape shape) {
    double largest = 0;
    for (int corner = 0; corner < 8; corner++) {
      largest = Math.max(largest, distanceAt(other, shape, corner));
    }
    return largest;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Affine affine && Arrays.equals(elements, affine.elements);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(elements);
  }

  /** The three upper rows: "[-1 0 0 90; 0 1 0 -126; 0 0 1 -72]". */
  @Override
  public String toString() {
    return "[" + row(0) + "; " + row(1) + "; " + row(2) + "]";
  }

  private String row(int row) {
    return String.format(
        Locale.ROOT, "%.6g %.6g %.6g %.6g", at(row, 0), at(row, 1), at(row, 2), at(row, 3));
  }

  private double productAt(Affine inner, int row, int column) {
    double sum = 0;
    for (int n = 0; n < SIZE; n++) {
      sum += at(row, n) * inner.at(n, column);
    }
    return sum;
  }

  private double dot(int left, int right) {
    return at(0, left) * at(0, right) + at(1, left) * at(1, right) + at(2, left) * at(2, right);
  }

  private double cosine(int left, int right) {
    return Math.abs(dot(left, right)) / (spacingMm(left) * spacingMm(right));
  }

  private double minor(int left, int right) {
    return at(1, left) * at(2, right) - at(1, right) * at(2, left);
  }

  /** Signed by the cyclic order of the rows and columns that are left. */
  private double cofactor(int row, int column) {
    int up = (row + 1) % 3;
    int down = (row + 2) % 3;
    int left = (column + 1) % 3;
    int right = (column + 2) % 3;
    return at(up, left) * at(down, right) - at(up, right) * at(down, left);
  }

  private double distanceAt(Affine other, Shape shape, int corner) {
    double i = (corner & 1) == 0 ? 0 : shape.depth() - 1;
    double j = (corner & 2) == 0 ? 0 : shape.height() - 1;
    double k = (corner & 4) == 0 ? 0 : shape.width() - 1;
    return distance(position(i, j, k), other.position(i, j, k));
  }

  private static double distance(double[] left, double[] right) {
    return Math.sqrt(
        square(left[0] - right[0]) + square(left[1] - right[1]) + square(left[2] - right[2]));
  }

  private static double square(double value) {
    return value * value;
  }

  private void requireInvertible() {
    boolean finite = Arrays.stream(elements).allMatch(Double::isFinite);
    if (!finite || shortestStepMm() < LEAST_SPACING_MM || determinant() == 0) {
      throw new InvalidImageException(
          InvalidImageException.BROKEN_AFFINE,
          "an affine has finite numbers and three independent axes, got " + this);
    }
  }

  private double shortestStepMm() {
    return Math.min(spacingMm(0), Math.min(spacingMm(1), spacingMm(2)));
  }
}
