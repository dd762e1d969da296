package io.carryover.networks.training;

import java.util.OptionalDouble;

/**
 * Hyperparameters of a posterior over kernels and of its prior: DWP.
 *
 * @param klWeight weight of the mean bound per kernel, in nats, beside the mean segmentation loss,
 *     at least 0
 * @param kernelsPerStep size of the random subset of kernels on which the bound is estimated in
 *     each step; 0 means all
 * @param initialLogVariance initial log variance of q, of the standardised kernel
 * @param kernelWeightDecay L2 penalty on the means of kernels that have a prior, at least 0; empty:
 *     that of all other weights
 * @param logVarianceRate factor on the learning rate for log variances, positive
 * @param initialMeans where the means start
 * @param priorKind which prior
 */
public record PosteriorSettings(
    double klWeight,
    int kernelsPerStep,
    double initialLogVariance,
    OptionalDouble kernelWeightDecay,
    double logVarianceRate,
    InitialMeans initialMeans,
    PriorKind priorKind) {

  /** Where posterior means start. */
  public enum InitialMeans {
    /** He's initialisation. */
    HE,
    /** Samples from the prior in He's scale. */
    PRIOR,
    /** The weights of a source network. */
    SOURCE
  }

  /** Which prior over kernels. */
  public enum PriorKind {
    /** The VAE. */
    VAE,
    /** Control: a VAE of kernels whose taps are permuted. */
    SHUFFLED,
    /** Control: a Gaussian per tap. */
    GAUSSIAN
  }

  public PosteriorSettings {
    require(klWeight >= 0, "klWeight must be at least 0", klWeight);
    require(kernelsPerStep >= 0, "kernelsPerStep must be at least 0", kernelsPerStep);
    require(
        Double.isFinite(initialLogVariance),
        "initialLogVariance must be finite",
        initialLogVariance);
    double decay = kernelWeightDecay.orElse(0);
    require(decay >= 0, "kernelWeightDecay must be at least 0", decay);
    require(
        logVarianceRate > 0 && Double.isFinite(logVarianceRate),
        "logVarianceRate must be positive",
        logVarianceRate);
  }

  /** Means from He, the VAE, one learning rate for all. */
  public static PosteriorSettings of(
      double klWeight, int kernelsPerStep, double initialLogVariance) {
    return new PosteriorSettings(
        klWeight,
        kernelsPerStep,
        initialLogVariance,
        OptionalDouble.empty(),
        1,
        InitialMeans.HE,
        PriorKind.VAE);
  }

  private static void require(boolean holds, String rule, Number actual) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ", got " + actual);
    }
  }
}
