package io.carryover.networks.dwp;

import ai.djl.ndarray.NDArray;
import io.carryover.networks.vae.Gaussian;
import io.carryover.networks.vae.KernelVae;

/**
 * Upper bound of KL(q(w) || p(w)) for the implicit prior p(w) = E[p(w | z)], z standard normal, per
 * kernel, in nats (Atanov et al. 2018, equation 7; Kuzina et al. 2019, algorithm 1).
 *
 * <pre>
 *   w = mu + exp(logVariance / 2) epsilonW,  (m, s) = encode(w),  z = m + exp(s / 2) epsilonZ
 *   KL(q || p) &lt;= E[ log q(w) + log N(z; m, exp s) - log N(z; 0, 1) - log p(w | z) ]
 * </pre>
 *
 * <p>Gradients reach mu, logVariance and the encoder, and pass through the decoder. The closed form
 * of the two entropies has the same expectation and a lower variance.
 *
 * @param vae the prior of one group
 */
public record DeepWeightPriorBound(KernelVae vae) {

  /**
   * The bound as printed, by log densities, (K).
   *
   * @param q posterior of the kernels, (K, 27)
   * @param epsilonW standard normal, (K, 27)
   * @param epsilonZ standard normal, (K, latent)
   */
  public NDArray byLogDensities(Gaussian q, NDArray epsilonW, NDArray epsilonZ) {
    NDArray w = q.at(epsilonW);
    Gaussian latents = vae.encoder().encode(w);
    NDArray z = latents.at(epsilonZ);
    return q.logDensity(w)
        .add(latents.logDensity(z))
        .sub(Gaussian.standardNormalLogDensity(z))
        .sub(vae.decoder().decode(z).logDensity(w));
  }

  /**
   * The bound with the entropy of q and KL(N(m, exp s) || N(0, 1)) in closed form, (K).
   *
   * @param entropy of q, (K), see {@link Gaussian#entropy()}
   * @param w a draw from q, (K, 27)
   * @param epsilonZ standard normal, (K, latent)
   */
  public NDArray byClosedFormEntropies(NDArray entropy, NDArray w, NDArray epsilonZ) {
    return vae.negativeElbo(w, epsilonZ).sub(entropy);
  }
}
