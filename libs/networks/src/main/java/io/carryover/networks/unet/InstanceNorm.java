package io.carryover.networks.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.Map;

/**
 * Instance normalisation without affine: (t - mean) / sqrt(variance + 1e-5), per image and channel.
 *
 * <p>As PyTorch does it: batch normalisation of one batch whose channels are all channels of all
 * images. DJL demands scale, offset and running statistics, kept here per number of channels; the
 * running ones are written at each call and never read. Not safe for concurrent use.
 */
final class InstanceNorm {

  private static final float EPSILON = 1e-5f;
  private static final int CHANNEL_AXIS = 1;

  private final NDManager constants;
  private final Map<Long, Affine> affines = new HashMap<>();

  InstanceNorm(NDManager constants) {
    this.constants = constants;
  }

  /** (N, C, D, H, W) to the same shape. */
  NDArray of(NDArray t) {
    Shape s = t.getShape();
    long n = s.get(0) * s.get(1);
    NDArray channels = t.reshape(1, n, s.get(2), s.get(3), s.get(4));
    return affines.computeIfAbsent(n, this::identity).applied(channels).reshape(s);
  }

  private Affine identity(long n) {
    return new Affine(vector(n, 0), vector(n, 1), vector(n, 1), vector(n, 0));
  }

  private NDArray vector(long n, int value) {
    return Constants.kept(constants.full(new Shape(n), value, DataType.FLOAT32));
  }

  private record Affine(
      NDArray runningMean, NDArray runningVariance, NDArray scale, NDArray offset) {

    NDArray applied(NDArray t) {
      return t.getNDArrayInternal()
          .batchNorm(
              t, runningMean, runningVariance, scale, offset, CHANNEL_AXIS, 0f, EPSILON, true)
          .head();
    }
  }
}
