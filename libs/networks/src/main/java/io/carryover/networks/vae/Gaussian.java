package io.carryover.networks.vae;

import static io.carryover.networks.engine.EngineNumber.times;

import ai.djl.ndarray.NDArray;

/**
 * K independent Gaussians of diagonal covariance.
 *
 * @param mean (K, n)
 * @param logVariance (K, n), the logarithm of sigma squared
 */
public record Gaussian(NDArray mean, NDArray logVariance) {

  private static final double LOG_TWO_PI = Math.log(2 * Math.PI);
  private static final int[] LAST = {1};

  /** mean + exp(logVariance / 2) epsilon, (K, n): a draw where epsilon is standard normal. */
  public NDArray at(NDArray epsilon) {
    return mean.add(times(logVariance, 0.5).exp().mul(epsilon));
  }

  /** log N(x; mean, exp logVariance) in nats, (K). */
  public NDArray logDensity(NDArray x) {
    NDArray distance = x.sub(mean);
    NDArray squares = distance.mul(distance).mul(logVariance.neg().exp());
    return times(squares.add(logVariance).add(LOG_TWO_PI).sum(LAST), -0.5);
  }

  /** Entropy in nats, (K): half the sum of log(2 pi e) + logVariance. */
  public NDArray entropy() {
    return times(logVariance.add(LOG_TWO_PI + 1).sum(LAST), 0.5);
  }

  /** KL(this || N(0, 1)) in nats, (K): half the sum of mean^2 + variance - 1 - logVariance. */
  public NDArray klToStandardNormal() {
    return times(mean.mul(mean).add(logVariance.exp()).sub(logVariance).sub(1).sum(LAST), 0.5);
  }

  /**
   * KL(this || other) in nats, (K):
   *
   * <pre>
   *   1/2 sum of t - s + (exp(s) + (m - n)^2) exp(-t) - 1,  this N(m, exp s), other N(n, exp t)
   * </pre>
   *
   * @param other (K, n), or (1, n) for all
   */
  public NDArray klTo(Gaussian other) {
    NDArray distance = mean.sub(other.mean);
    NDArray squares = logVariance.exp().add(distance.mul(distance));
    NDArray relative = squares.mul(other.logVariance.neg().exp());
    return times(relative.sub(logVariance).add(other.logVariance).sub(1).sum(LAST), 0.5);
  }

  /** log N(x; 0, 1) in nats, (K), for x of shape (K, n). */
  public static NDArray standardNormalLogDensity(NDArray x) {
    return times(x.mul(x).add(LOG_TWO_PI).sum(LAST), -0.5);
  }
}
