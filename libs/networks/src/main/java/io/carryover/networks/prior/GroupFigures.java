package io.carryover.networks.prior;

import java.util.OptionalDouble;

/**
 * The gate figures of one group, in nats per held-out standardised kernel; lower is better.
 *
 * @param group 1 to 7
 * @param kernels kernels used, all parts together
 * @param dropped kernels dropped for their tiny norm
 * @param heldOut kernels held out: neither fitted nor used to stop
 * @param standardDeviation what the kernels were divided by
 * @param vaeNats negative ELBO of the VAE
 * @param independentGaussianNats negative log likelihood of a Gaussian per tap
 * @param fullGaussianNats negative log likelihood of a Gaussian with full covariance
 * @param gainStandardError standard error of the gain over the independent Gaussian, over the
 *     held-out kernels, each under both
 * @param shuffledVaeNats control: negative ELBO of a VAE of kernels whose taps are permuted, on
 *     held-out kernels permuted as well; empty where none was fitted. No part of the gate
 */
public record GroupFigures(
    int group,
    int kernels,
    int dropped,
    int heldOut,
    double standardDeviation,
    double vaeNats,
    double independentGaussianNats,
    double fullGaussianNats,
    double gainStandardError,
    OptionalDouble shuffledVaeNats) {

  /** Nats per kernel that the VAE gains over the independent Gaussian. */
  public double gainNats() {
    return independentGaussianNats - vaeNats;
  }
}
