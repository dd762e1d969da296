package io.carryover.networks.vae;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The VAE's encoder r(z | k): kernels to the mean and log variance of their latents.
 *
 * <pre>
 *   k (K, 27) - conv 1->32 edge 3 pad 1 - maxpool 2 pad 1 - ELU   (K, 8, 32)
 *             - conv 32->64 edge 3 pad 1 - maxpool 2 - ELU        (K, 64)
 *             - conv 64->128 edge 1 - ELU                         (K, 128)
 *             - two linear maps                                   mean, logVariance (K, latent)
 * </pre>
 *
 * <p>On grids this small a convolution is one dense matrix product: the matrix holds each tap where
 * the convolution would apply it. The matrices are made from the weights by products with constant
 * 0/1 matrices, so gradients reach the weights and the numbers are those of the convolutions. A
 * pooling window that reaches into the padding repeats a member of its own instead: the maximum is
 * the same.
 *
 * <p>Make one per step where the weights are trained.
 */
public final class KernelEncoder {

  /** Taps of a 3x3x3 kernel. */
  public static final int TAPS = 27;

  private static final int WINDOWS = 8;
  private static final float[] FIRST_TAPS = firstTaps();
  private static final float[] SECOND_TAPS = secondTaps();
  private static final int[] POOLED = {3};
  private static final int[] SECOND_POOLED = {2};

  private final NDArray first;
  private final NDArray firstBias;
  private final NDArray second;
  private final NDArray secondBias;
  private final Linear third;
  private final Linear mean;
  private final Linear logVariance;

  /** An encoder of these weights, named and shaped as in {@link KernelVaeArchitecture}. */
  public KernelEncoder(Map<String, NDArray> weights) {
    first = firstMatrix(weights.get("encode.0.weight"));
    firstBias = weights.get("encode.0.bias");
    second = secondMatrix(weights.get("encode.3.weight"));
    secondBias = weights.get("encode.3.bias");
    third = Linear.of(weights.get("encode.6.weight").reshape(-1, 64), weights.get("encode.6.bias"));
    mean = Linear.of(weights.get("latent_mu.weight"), weights.get("latent_mu.bias"));
    logVariance =
        Linear.of(weights.get("latent_log_var.weight"), weights.get("latent_log_var.bias"));
  }

  /** Those of a VAE's weights that the encoder uses. */
  public static Map<String, NDArray> own(Map<String, NDArray> weights) {
    Map<String, NDArray> own = new LinkedHashMap<>(weights);
    own.keySet().removeIf(name -> !name.startsWith("encode.") && !name.startsWith("latent_"));
    return own;
  }

  /**
   * The posterior of the latents of kernels.
   *
   * @param kernels (K, 27) or (K, 1, 3, 3, 3)
   * @return mean and log variance, each (K, latent)
   */
  public Gaussian encode(NDArray kernels) {
    NDArray taps = kernels.reshape(-1, TAPS);
    NDArray h1 = taps.matMul(first).reshape(-1, WINDOWS, 32, WINDOWS).max(POOLED); // (K, 8, 32)
    NDArray h2 = elu(h1.add(firstBias)).reshape(-1, 256L); // (K, 256)
    NDArray h3 = h2.matMul(second).reshape(-1, 64, WINDOWS).max(SECOND_POOLED); // (K, 64)
    NDArray h4 = elu(third.of(elu(h3.add(secondBias)))); // (K, 128)
    return new Gaussian(mean.of(h4), logVariance.of(h4));
  }

  static NDArray elu(NDArray t) {
    return Activation.elu(t, 1f);
  }

  private static NDArray spread(NDArray kernels, float[] taps) {
    NDArray chosen = kernels.getManager().create(taps, new Shape(TAPS, taps.length / TAPS));
    return kernels.matMul(chosen);
  }

  /** (32, 1, 3, 3, 3) to (27, 8 windows x 32 channels x 8 members). */
  private static NDArray firstMatrix(NDArray weight) {
    return spread(weight.reshape(32, TAPS), FIRST_TAPS)
        .reshape(32, TAPS, WINDOWS, WINDOWS)
        .transpose(1, 2, 0, 3)
        .reshape(TAPS, WINDOWS * 32 * WINDOWS);
  }

  /** (64, 32, 3, 3, 3) to (8 positions x 32 channels, 64 channels x 8 positions). */
  private static NDArray secondMatrix(NDArray weight) {
    return spread(weight.reshape(64L * 32, TAPS), SECOND_TAPS)
        .reshape(64, 32, WINDOWS, WINDOWS)
        .transpose(2, 1, 0, 3)
        .reshape(WINDOWS * 32, 64 * WINDOWS);
  }

  /** (27, 27 inputs x 8 windows x 8 members): 1 where the tap carries the input to the member. */
  private static float[] firstTaps() {
    float[] chosen = new float[TAPS * TAPS * WINDOWS * WINDOWS];
    for (int input = 0; input < TAPS; input++) {
      for (int slot = 0; slot < WINDOWS * WINDOWS; slot++) {
        int tap = tap(input, member(slot / WINDOWS, slot % WINDOWS), 3);
        if (tap >= 0) {
          chosen[(tap * TAPS + input) * WINDOWS * WINDOWS + slot] = 1;
        }
      }
    }
    return chosen;
  }

  /** (27, 8 inputs x 8 outputs): 1 where the tap carries the input to the output. */
  private static float[] secondTaps() {
    float[] chosen = new float[TAPS * WINDOWS * WINDOWS];
    for (int input = 0; input < WINDOWS; input++) {
      for (int output = 0; output < WINDOWS; output++) {
        int tap = tap(input, output, 2);
        chosen[(tap * WINDOWS + input) * WINDOWS + output] = 1;
      }
    }
    return chosen;
  }

  /**
   * Position of a pooling window's member on the 3x3x3 grid. Along each axis, window 0 is the
   * padding and position 0, window 1 the positions 1 and 2.
   */
  private static int member(int window, int number) {
    int position = 0;
    for (int axis = 2; axis >= 0; axis--) {
      int bit = window >> axis & 1;
      position = position * 3 + bit * (1 + (number >> axis & 1));
    }
    return position;
  }

  /** Index of the tap that a padded edge-3 convolution applies from input to output; -1: none. */
  private static int tap(int input, int output, int side) {
    int tap = 0;
    for (int plane = side * side; plane > 0; plane /= side) {
      int offset = input / plane % side - output / plane % side + 1;
      if (offset < 0 || offset > 2) {
        return -1;
      }
      tap = tap * 3 + offset;
    }
    return tap;
  }
}
