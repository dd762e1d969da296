package io.carryover.networks.vae;

import ai.djl.ndarray.NDArray;
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

  static final int WINDOWS = 8;
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
    this(weights, ConvolutionTaps.of(weights.get("encode.0.weight").getManager()));
  }

  /** The same with matrices that were made before: one for all steps. */
  public KernelEncoder(Map<String, NDArray> weights, ConvolutionTaps taps) {
    first = firstMatrix(weights.get("encode.0.weight"), taps);
    firstBias = weights.get("encode.0.bias");
    second = secondMatrix(weights.get("encode.3.weight"), taps);
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

  /** (32, 1, 3, 3, 3) to (27, 8 windows x 32 channels x 8 members). */
  private static NDArray firstMatrix(NDArray weight, ConvolutionTaps taps) {
    return weight
        .reshape(32, TAPS)
        .matMul(taps.first())
        .reshape(32, TAPS, WINDOWS, WINDOWS)
        .transpose(1, 2, 0, 3)
        .reshape(TAPS, WINDOWS * 32 * WINDOWS);
  }

  /** (64, 32, 3, 3, 3) to (8 positions x 32 channels, 64 channels x 8 positions). */
  private static NDArray secondMatrix(NDArray weight, ConvolutionTaps taps) {
    return weight
        .reshape(64L * 32, TAPS)
        .matMul(taps.second())
        .reshape(64, 32, WINDOWS, WINDOWS)
        .transpose(2, 1, 0, 3)
        .reshape(WINDOWS * 32, 64 * WINDOWS);
  }
}
