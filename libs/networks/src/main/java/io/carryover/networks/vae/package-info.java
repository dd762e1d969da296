/**
 * The variational autoencoder of single convolution kernels (Kuzina et al. 2019, section 2.2).
 *
 * <pre>
 *   kernels (K, 27) -- KernelEncoder --> Gaussian (K, latent) -- at(epsilon) --> z (K, latent)
 *                                                                                 |
 *   negative ELBO (K) <-- Gaussian (K, 27) <------------- KernelDecoder ----------+
 * </pre>
 *
 * <p>Pure functions of weights and kernels; every array belongs to the scope that is open.
 */
package io.carryover.networks.vae;
