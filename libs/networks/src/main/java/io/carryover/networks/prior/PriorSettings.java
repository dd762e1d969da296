package io.carryover.networks.prior;

/**
 * Hyperparameters of a prior: one kernel VAE per group; mirrors the event record PriorSpec, whose
 * minimumDsc chooses the networks and is none of a fit's.
 *
 * @param epochs epochs at most per group, at least 1
 * @param batchSize kernels per step, at least 1
 * @param learningRate initial learning rate of Adam
 * @param patience epochs without improvement before the learning rate is reduced, at least 1
 * @param factor what the learning rate is multiplied with on a plateau, in (0, 1)
 * @param latent latent dimension, at least 1
 * @param kernelsPerGroup kernels of a group that are used at most, drawn at random; 0 means all
 * @param minimumNorm kernels whose norm is under this fraction of their group's root mean square
 *     norm are dropped; in [0, 1)
 * @param seed of initialisation, split and sampling
 * @param control what is fitted beside it
 */
public record PriorSettings(
    int epochs,
    int batchSize,
    double learningRate,
    int patience,
    double factor,
    int latent,
    int kernelsPerGroup,
    double minimumNorm,
    long seed,
    Control control) {

  /** What is fitted beside the prior, to compare with. */
  public enum Control {
    /** Nothing. */
    NONE,
    /** A VAE per group of kernels whose taps are permuted. */
    SHUFFLED_KERNELS
  }

  public PriorSettings {
    require(epochs >= 1, "epochs must be at least 1", epochs);
    require(batchSize >= 1, "batchSize must be at least 1", batchSize);
    require(learningRate > 0, "learningRate must be positive", learningRate);
    require(patience >= 1, "patience must be at least 1", patience);
    require(factor > 0 && factor < 1, "factor must be in (0, 1)", factor);
    require(latent >= 1, "latent must be at least 1", latent);
    require(kernelsPerGroup >= 0, "kernelsPerGroup must be at least 0", kernelsPerGroup);
    require(minimumNorm >= 0 && minimumNorm < 1, "minimumNorm must be in [0, 1)", minimumNorm);
  }

  private static void require(boolean holds, String rule, Number actual) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ", got " + actual);
    }
  }
}
