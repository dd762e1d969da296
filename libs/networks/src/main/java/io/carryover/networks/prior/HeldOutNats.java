package io.carryover.networks.prior;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What held-out kernels cost under the VAE and under two Gaussians, in nats per kernel.
 *
 * @param vae negative ELBO
 * @param independentGaussian negative log likelihood of a Gaussian per tap
 * @param fullGaussian negative log likelihood of a Gaussian of full covariance
 * @param gainStandardError of independentGaussian - vae, paired by kernel
 */
record HeldOutNats(
    double vae, double independentGaussian, double fullGaussian, double gainStandardError) {

  /** Means over the held-out kernels of a pool, whose Gaussians are fitted to what the VAE saw. */
  static HeldOutNats of(KernelPool pool, double[] vae) {
    List<float[]> heldOut = pool.heldOut();
    double[] independent = GaussianFit.independent(pool.fitted()).nats(heldOut);
    double[] full = GaussianFit.full(pool.fitted()).nats(heldOut);
    return new HeldOutNats(
        StatUtils.mean(vae),
        StatUtils.mean(independent),
        StatUtils.mean(full),
        standardError(difference(independent, vae)));
  }

  /** Of a group that could not be fitted. */
  static HeldOutNats unknown() {
    return new HeldOutNats(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }

  private static double[] difference(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray();
  }

  /** Not a number for one kernel alone: nothing is known of its chance. */
  private static double standardError(double[] values) {
    return values.length < 2 ? Double.NaN : Math.sqrt(StatUtils.variance(values) / values.length);
  }
}
