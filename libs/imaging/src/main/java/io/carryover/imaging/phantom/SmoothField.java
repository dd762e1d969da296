package io.carryover.imaging.phantom;

import java.util.Arrays;
import java.util.Random;

/**
 * A smooth random field: standard normal values on the nodes of a lattice, linear between them.
 *
 * <p>Places are shares 0 to 1 of the volume along each axis.
 */
final class SmoothField {
  private final int cells;
  private final double[] nodes;

  SmoothField(int cells, Random random) {
    this.cells = cells;
    this.nodes = new double[(cells + 1) * (cells + 1) * (cells + 1)];
    Arrays.setAll(nodes, n -> random.nextGaussian());
  }

  /** The field's value at a place. */
  double at(double x, double y, double z) {
    double u = x * cells;
    double v = y * cells;
    double w = z * cells;
    int i = cell(u);
    int j = cell(v);
    int k = cell(w);
    return mix(u - i, plane(i, j, k, v - j, w - k), plane(i + 1, j, k, v - j, w - k));
  }

  private double plane(int i, int j, int k, double v, double w) {
    return mix(v, row(i, j, k, w), row(i, j + 1, k, w));
  }

  private double row(int i, int j, int k, double w) {
    int from = (i * (cells + 1) + j) * (cells + 1) + k;
    return mix(w, nodes[from], nodes[from + 1]);
  }

  private int cell(double position) {
    return Math.max(0, Math.min(cells - 1, (int) position));
  }

  private static double mix(double share, double from, double to) {
    return from + share * (to - from);
  }
}
