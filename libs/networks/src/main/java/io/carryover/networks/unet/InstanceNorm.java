package io.carryover.networks.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.Map;

/**
 * Instance normalisation without affine: (t - mean) / sqrt(variance + 1e-5), per image and channel.
 *
 * <p>As PyTorch does it: batch normalisation of one batch whose channels are all channels of all
 * images. DJL demands scale, offset and running statistics: constant ones and zeros, kept per
 * number of channels. Not safe for concurrent use.
 */
final class InstanceNorm {

  private static final float EPSILON = 1e-5f;
  private static final int CHANNEL_AXIS = 1;

  private final NDManager constants;
  private final Map<Long, NDArray> ones = new HashMap<>();
  private final Map<Long, NDArray> zeros = new HashMap<>();

  InstanceNorm(NDManager constants) {
    this.constants = constants;
  }

  /** (N, C, D, H, W) to the same shape. */
  NDArray of(NDArray t) {
    Shape s = t.getShape();
    long n = s.get(0) * s.get(1);
    NDArray channels = t.reshape(1, n, s.get(2), s.get(3), s.get(4));
    return channels
        .getNDArrayInternal()
        .batchNorm(channels, zeros(n), ones(n), ones(n), zeros(n), CHANNEL_AXIS, 0f, EPSILON, true)
        .head()
        .reshape(s);
  }

  private NDArray ones(long n) {
    return ones.computeIfAbsent(n, size -> Constants.kept(constants.ones(new Shape(size))));
  }

  private NDArray zeros(long n) {
    return zeros.computeIfAbsent(n, size -> Constants.kept(constants.zeros(new Shape(size))));
  }
}
