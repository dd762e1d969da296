package io.carryover.imaging.nifti;

import io.carryover.imaging.volume.Affine;
import io.carryover.imaging.volume.InvalidImageException;

/**
 * A rotation as stored in a header: b, c, d of the unit quaternion a + bi + cj + dk with a >= 0.
 *
 * <p>nifti1.h, "QUATERNION REPRESENTATION OF ROTATION MATRIX":
 *
 * <pre>
 *   a = sqrt(1 - b^2 - c^2 - d^2)
 *
 *       [ a^2+b^2-c^2-d^2   2bc-2ad           2bd+2ac         ]
 *   R = [ 2bc+2ad           a^2+c^2-b^2-d^2   2cd-2ab         ]
 *       [ 2bd-2ac           2cd+2ab           a^2+d^2-c^2-b^2 ]
 * </pre>
 */
record Quaternion(double b, double c, double d) {
  /** Below this a^2 is rounding of float32 (three units in the last place), and a counts as 0. */
  private static final double ROUNDING = 3 * 1.1920929e-7;

  /**
   * Checks the length.
   *
   * @throws InvalidImageException UNREADABLE_IMAGE if b, c, d are longer than 1
   */
  Quaternion {
    double square = b * b + c * c + d * d;
    if (!(square <= 1 + ROUNDING)) {
      throw new InvalidImageException(
          InvalidImageException.UNREADABLE_IMAGE,
          "a quaternion has length 1, got b %s, c %s, d %s".formatted(b, c, d));
    }
  }

  /** The quaternion of a rotation, given as three rows of a matrix with determinant 1. */
  static Quaternion ofRotation(double[][] r) {
    double trace = r[0][0] + r[1][1] + r[2][2];
    return trace > 0 ? ofSmallAngle(r, trace) : ofLargeAngle(r);
  }

  /**
   * The affine of this rotation.
   *
   * @param spacing along the three axes in millimetres
   * @param handedness 1, or -1 to turn the third axis
   * @param origin position of voxel (0, 0, 0) in millimetres
   */
  Affine affine(double[] spacing, double handedness, double[] origin) {
    double[][] rotation = rotation();
    double[][] rows = new double[3][4];
    for (int row = 0; row < 3; row++) {
      rows[row][0] = rotation[row][0] * spacing[0];
      rows[row][1] = rotation[row][1] * spacing[1];
      rows[row][2] = rotation[row][2] * spacing[2] * handedness;
      rows[row][3] = origin[row];
    }
    return Affine.ofRows(rows);
  }

  private double[][] rotation() {
    double a = a();
    double s = 2 / (a * a + b * b + c * c + d * d);
    return new double[][] {
      {1 - s * (c * c + d * d), s * (b * c - a * d), s * (b * d + a * c)},
      {s * (b * c + a * d), 1 - s * (b * b + d * d), s * (c * d - a * b)},
      {s * (b * d - a * c), s * (c * d + a * b), 1 - s * (b * b + c * c)}
    };
  }

  private double a() {
    double square = 1 - b * b - c * c - d * d;
    return square < ROUNDING ? 0 : Math.sqrt(square);
  }

  private static Quaternion ofSmallAngle(double[][] r, double trace) {
    double fourA = 2 * Math.sqrt(trace + 1);
    return new Quaternion(
        (r[2][1] - r[1][2]) / fourA, (r[0][2] - r[2][0]) / fourA, (r[1][0] - r[0][1]) / fourA);
  }

  /** Starts from the largest of b, c, d, which is at least 1/2 here, and makes a positive. */
  private static Quaternion ofLargeAngle(double[][] r) {
    int x = largestDiagonal(r);
    int y = (x + 1) % 3;
    int z = (x + 2) % 3;
    double[] bcd = new double[3];
    double fourLargest = 2 * Math.sqrt(Math.max(0, 1 + r[x][x] - r[y][y] - r[z][z]));
    double sign = r[z][y] - r[y][z] < 0 ? -1 : 1;
    bcd[x] = sign * fourLargest / 4;
    bcd[y] = sign * (r[x][y] + r[y][x]) / fourLargest;
    bcd[z] = sign * (r[x][z] + r[z][x]) / fourLargest;
    return new Quaternion(bcd[0], bcd[1], bcd[2]);
  }

  private static int largestDiagonal(double[][] r) {
    int upper = r[1][1] > r[0][0] ? 1 : 0;
    return r[2][2] > r[upper][upper] ? 2 : upper;
  }
}
