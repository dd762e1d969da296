package io.carryover.networks.vae;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * Variational autoencoder of single 3x3x3 kernels, with a standard normal prior of the latents.
 *
 * @param encoder r(z | k)
 * @param decoder p(k | z)
 */
public record KernelVae(KernelEncoder encoder, KernelDecoder decoder) {

  /** A VAE of these weights, named and shaped as in {@link KernelVaeArchitecture}. */
  public static KernelVae of(Map<String, NDArray> weights, Heads heads) {
    return new KernelVae(new KernelEncoder(weights), new KernelDecoder(weights, heads));
  }

  /**
   * The negative ELBO of each kernel by one latent sample, in nats, (K):
   *
   * <pre>
   *   KL(r(z | k) || N(0, 1)) - log p(k | z),  z = m + exp(s / 2) epsilon,  (m, s) = encode(k)
   * </pre>
   *
   * @param kernels (K, 27) or (K, 1, 3, 3, 3)
   * @param epsilon standard normal, (K, latent)
   */
  public NDArray negativeElbo(NDArray kernels, NDArray epsilon) {
    Gaussian latents = encoder.encode(kernels);
    Gaussian reconstruction = decoder.decode(latents.at(epsilon));
    NDArray taps = kernels.reshape(-1, KernelEncoder.TAPS);
    return latents.klToStandardNormal().sub(reconstruction.logDensity(taps));
  }
}
