package io.carryover.networks.vae;

import static io.carryover.networks.vae.KernelEncoder.TAPS;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * The VAE's decoder p(k | z): latents to the mean and log variance of kernels.
 *
 * <pre>
 *   z (K, latent) - linear                                      (K, 128)
 *                 - conv 128->128 edge 3 pad 1 on one voxel - ELU          (K, 128)
 *                 - transposed conv 128->128 edge 3 - ELU       (K, 27, 128)
 *                 - transposed conv 128->64 edge 1 - ELU        (K, 27, 64)
 *                 - transposed conv 64->32 edge 1 - ELU         (K, 27, 32)
 *                 - two transposed conv 32->1 edge 1            mean, logVariance (K, 27)
 * </pre>
 *
 * <p>On one voxel the first convolution sees its centre tap only, and a transposed convolution of
 * edge 3 is a linear map to 27 voxels; those of edge 1 are linear maps per voxel. The weights keep
 * the shapes of the convolutions.
 *
 * <p>Make one per step where the weights are trained, one for all where they are frozen.
 */
public final class KernelDecoder {

  private final Heads heads;
  private final Linear linear;
  private final Linear centre;
  private final NDArray grow;
  private final NDArray growBias;
  private final Linear fourth;
  private final Linear sixth;
  private final Linear mean;
  private final Linear logVariance;

  /** A decoder of these weights, named and shaped as in {@link KernelVaeArchitecture}. */
  public KernelDecoder(Map<String, NDArray> weights, Heads heads) {
    this.heads = heads;
    linear = Linear.of(weights.get("linear.weight"), weights.get("linear.bias"));
    centre = Linear.of(CentreTap.of(weights.get("decode.0.weight")), weights.get("decode.0.bias"));
    grow = growMatrix(weights.get("decode.2.weight"));
    growBias = weights.get("decode.2.bias");
    fourth = voxelwise(weights, "decode.4");
    sixth = voxelwise(weights, "decode.6");
    mean = voxelwise(weights, "reconstruction_mu");
    logVariance = voxelwise(weights, "reconstruction_log_var");
  }

  /**
   * The distribution of kernels given latents.
   *
   * @param latents (K, latent)
   * @return mean and log variance, each (K, 27)
   */
  public Gaussian decode(NDArray latents) {
    NDArray h1 = KernelEncoder.elu(centre.of(linear.of(latents))); // (K, 128)
    NDArray h2 = KernelEncoder.elu(h1.matMul(grow).reshape(-1, 128).add(growBias)); // (27 K, 128)
    NDArray h3 = KernelEncoder.elu(fourth.of(h2)); // (27 K, 64)
    NDArray h4 = KernelEncoder.elu(sixth.of(h3)); // (27 K, 32)
    NDArray rawMean = mean.of(h4).reshape(-1, TAPS); // (K, 27)
    NDArray rawLogVariance = logVariance.of(h4).reshape(-1, TAPS); // (K, 27)
    return new Gaussian(heads.mean(rawMean), heads.logVariance(rawLogVariance));
  }

  /** (in, out, 3, 3, 3) to (in, 27 out). */
  private static NDArray growMatrix(NDArray weight) {
    return weight.reshape(128, 128, TAPS).transpose(0, 2, 1).reshape(128, TAPS * 128L);
  }

  private static Linear voxelwise(Map<String, NDArray> weights, String name) {
    NDArray weight = weights.get(name + ".weight");
    long in = weight.getShape().get(0);
    return new Linear(weight.reshape(in, -1), weights.get(name + ".bias"));
  }
}
