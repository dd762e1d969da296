/**
 * The deep weight prior: the posterior of a network's kernels, the prior over them, and the bound
 * of the divergence between the two (Atanov et al. 2018; Kuzina et al. 2019, algorithm 1).
 *
 * <pre>
 *   KernelPosterior -- draw --> weights -> U-Net -> segmentation loss ------+
 *          |                                                               +--> objective
 *          +--- standardised kernels, q of them -- KernelPrior --> mean bound x klWeight
 *                                                  |  DeepWeightPrior: VAEs of kernels, or (control)
 *                                                  |    of kernels whose taps are permuted
 *                                                  |  GaussianPrior (control): a Gaussian per tap
 *                                                  (a GroupPrior per group holds them)
 * </pre>
 *
 * <p>Draws come from the engine's generator, which the caller seeds; every array of a draw belongs
 * to the scope that is open. Not safe for concurrent use.
 */
package io.carryover.networks.dwp;
