package io.carryover.inference.onnx.blocked;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Winograd's F(m, 3) along depth: m outputs of a kernel of three taps by n = m + 2 multiplications
 * where 3 m would be needed, y = A ((G w) * (B d)), d the n inputs around the outputs. Here each
 * multiplication is a 2D convolution of a slice.
 *
 * <p>The matrices are Toom and Cook's for interpolation points p_1 ... p_(n-1) and infinity:
 *
 * <pre>
 *   A[i][k] = p_k^i                          last column: 1 in the last row
 *   G[k][j] = p_k^j / prod_(l != k) (p_k - p_l)      last row: (0, 0, 1)
 *   B[k][.] = coefficients of prod_(l != k) (t - p_l)   last row: of prod_l (t - p_l)
 * </pre>
 *
 * <p>Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks" (2016), section 4. Here m
 * is 2, 4 or 6; with larger ones rounding grows. For F(4, 3) they take the points 0, 1, -1, 2, -2;
 * with 1/2 in place of 2 the entries are smaller, and with them the rounding.
 */
final class Winograd {
  static final int TAPS = 3;
  private static final List<Winograd> SCHEMES =
      List.of(
          new Winograd(0, 1, -1),
          new Winograd(0, 1, -1, 0.5, -2),
          new Winograd(0, 1, -1, 2, -2, 0.5, -0.5));

  private final double[] points;

  private Winograd(double... points) {
    this.points = points;
  }

  /** The one with the fewest multiplications for a number of slices; of several the least. */
  static Winograd cheapest(int depth) {
    return Collections.min(
        SCHEMES, Comparator.comparingInt(scheme -> scheme.multiplications(depth)));
  }

  /** m. */
  int outputs() {
    return points.length - 1;
  }

  /** n = m + 2. */
  int products() {
    return points.length + 1;
  }

  /** Groups of m outputs that hold {@code depth} slices; the last one may hold fewer. */
  int groups(int depth) {
    return (depth + outputs() - 1) / outputs();
  }

  /** 2D convolutions of a slice. */
  int multiplications(int depth) {
    return groups(depth) * products();
  }

  /** A, m x n. */
  Matrix output() {
    Matrix a = new Matrix(outputs(), products());
    for (int i = 0; i < outputs(); i++) {
      for (int k = 0; k < points.length; k++) {
        a.add(i, k, Math.pow(points[k], i));
      }
    }
    a.add(outputs() - 1, points.length, 1);
    return a;
  }

  /** G, n x 3. */
  Matrix filter() {
    Matrix g = new Matrix(products(), TAPS);
    for (int k = 0; k < points.length; k++) {
      for (int j = 0; j < TAPS; j++) {
        g.add(k, j, Math.pow(points[k], j) / differences(k));
      }
    }
    g.add(points.length, TAPS - 1, 1);
    return g;
  }

  /** B, n x n. */
  Matrix input() {
    Matrix b = new Matrix(products(), products());
    for (int k = 0; k < products(); k++) {
      double[] coefficients = polynomial(k);
      for (int power = 0; power < coefficients.length; power++) {
        b.add(k, power, coefficients[power]);
      }
    }
    return b;
  }

  /**
   * B of every group at once, with the zeros around the first and the last slice: (groups n) x
   * depth.
   */
  Matrix inputOf(int depth) {
    Matrix one = input();
    Matrix all = new Matrix(multiplications(depth), depth);
    for (int row = 0; row < all.rows(); row++) {
      int first = row / products() * outputs() - 1;
      for (int i = 0; i < products(); i++) {
        if (first + i >= 0 && first + i < depth) {
          all.add(row, first + i, one.at(row % products(), i));
        }
      }
    }
    return all;
  }

  /** A of every group at once, without the slices that nobody asked for: depth x (groups n). */
  Matrix outputOf(int depth) {
    Matrix one = output();
    Matrix all = new Matrix(depth, multiplications(depth));
    for (int row = 0; row < depth; row++) {
      int first = row / outputs() * products();
      for (int k = 0; k < products(); k++) {
        all.add(row, first + k, one.at(row % outputs(), k));
      }
    }
    return all;
  }

  private double differences(int k) {
    double product = 1;
    for (int l = 0; l < points.length; l++) {
      product *= l == k ? 1 : points[k] - points[l];
    }
    return product;
  }

  /** Coefficients, the lowest power first, of the product of (t - p) over the points but one. */
  private double[] polynomial(int without) {
    double[] coefficients = {1};
    for (int l = 0; l < points.length; l++) {
      coefficients = l == without ? coefficients : timesRoot(coefficients, points[l]);
    }
    return coefficients;
  }

  private static double[] timesRoot(double[] coefficients, double root) {
    double[] product = new double[coefficients.length + 1];
    for (int power = 0; power < coefficients.length; power++) {
      product[power + 1] += coefficients[power];
      product[power] -= root * coefficients[power];
    }
    return product;
  }
}
