package io.carryover.inference.onnx.blocked;

/** A matrix that mixes slices: what it is multiplied with from the left lies along depth. */
final class Matrix {
  private final int rows;
  private final int columns;
  private final double[] values;

  Matrix(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    this.values = new double[rows * columns];
  }

  static Matrix identity(int side) {
    Matrix identity = new Matrix(side, side);
    for (int i = 0; i < side; i++) {
      identity.add(i, i, 1);
    }
    return identity;
  }

  /**
   * Linear interpolation of {@code length} slices to {@code factor} times as many, the first on the
   * first and the last on the last: slice o lies at o (length - 1) / (factor length - 1).
   */
  static Matrix interpolation(int length, int factor) {
    Matrix weights = new Matrix(factor * length, length);
    for (int o = 0; o < weights.rows; o++) {
      double position = (double) o * (length - 1) / (weights.rows - 1);
      int lower = Math.min((int) position, length - 1);
      int upper = Math.min(lower + 1, length - 1);
      weights.add(o, lower, 1 - (position - lower));
      weights.add(o, upper, position - lower);
    }
    return weights;
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  double at(int row, int column) {
    return values[row * columns + column];
  }

  void add(int row, int column, double value) {
    values[row * columns + column] += value;
  }

  /** Row after row. */
  float[] floats() {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
