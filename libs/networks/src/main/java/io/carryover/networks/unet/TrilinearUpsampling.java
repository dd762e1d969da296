package io.carryover.networks.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.Map;

/**
 * Trilinear interpolation to twice the size with aligned corners.
 *
 * <p>Along each axis out[i] = (1 - f) in[j] + f in[j + 1] with j + f = i (n - 1) / (2n - 1): a
 * constant (2n, n) matrix U, so the whole is three matrix products, exactly. PyTorch's operator of
 * 5-D arrays is not reachable through DJL.
 *
 * <p>The matrices are made once per size and kept in the manager. Not safe for concurrent use.
 */
final class TrilinearUpsampling {

  private final NDManager constants;
  private final Map<Long, NDArray> matrices = new HashMap<>();

  TrilinearUpsampling(NDManager constants) {
    this.constants = constants;
  }

  /** (N, C, D, H, W) to (N, C, 2D, 2H, 2W). */
  NDArray twice(NDArray t) {
    Shape s = t.getShape();
    long d = s.get(2);
    long h = s.get(3);
    long w = s.get(4);
    return matrix(d)
        .matMul(
            matrix(h)
                .matMul(t.matMul(matrix(w).transpose()))
                .reshape(s.get(0), s.get(1), d, 4 * h * w))
        .reshape(s.get(0), s.get(1), 2 * d, 2 * h, 2 * w);
  }

  private NDArray matrix(long n) {
    return matrices.computeIfAbsent(
        n,
        size ->
            Constants.kept(constants.create(weights(size.intValue()), new Shape(2 * size, size))));
  }

  private static float[] weights(int n) {
    float[] matrix = new float[2 * n * n];
    for (int i = 0; i < 2 * n; i++) {
      double position = i * (n - 1.0) / (2.0 * n - 1.0);
      int lower = Math.min((int) position, Math.max(n - 2, 0));
      double fraction = position - lower;
      matrix[i * n + lower] += (float) (1 - fraction);
      matrix[i * n + Math.min(lower + 1, n - 1)] += (float) fraction;
    }
    return matrix;
  }
}
