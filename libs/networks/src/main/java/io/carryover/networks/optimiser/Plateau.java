package io.carryover.networks.optimiser;

/**
 * State of a learning rate that is reduced on a plateau: multiplied by the factor after so many
 * epochs without improvement of the monitored loss; a plateau at the least rate ends the training.
 *
 * <p>Immutable, so that a checkpoint holds it as it is.
 *
 * @param rule how to reduce
 * @param learningRate of the next epoch
 * @param best least loss so far; infinite at first
 * @param epochsWithoutImprovement since the least loss or the last reduction
 * @param converged whether a plateau was met at the least rate
 */
public record Plateau(
    Rule rule, double learningRate, double best, int epochsWithoutImprovement, boolean converged) {

  /** A loss counts as an improvement where it is below the best by this fraction of the best. */
  private static final double RELATIVE_THRESHOLD = 1e-4;

  /** Products of factors miss the least rate by a rounding. */
  private static final double ROUNDING = 1e-9;

  /**
   * How a learning rate is reduced.
   *
   * @param initialLearningRate first rate
   * @param patience epochs without improvement before a reduction
   * @param factor in (0, 1)
   * @param minLearningRate least rate
   */
  public record Rule(
      double initialLearningRate, int patience, double factor, double minLearningRate) {

    /** The state before the first epoch. */
    public Plateau start() {
      return new Plateau(this, initialLearningRate, Double.POSITIVE_INFINITY, 0, false);
    }
  }

  /** The state after an epoch of this loss. */
  public Plateau after(double loss) {
    if (loss < best - Math.abs(best) * RELATIVE_THRESHOLD || best == Double.POSITIVE_INFINITY) {
      return new Plateau(rule, learningRate, loss, 0, converged);
    }
    int without = epochsWithoutImprovement + 1;
    return without < rule.patience()
        ? new Plateau(rule, learningRate, best, without, converged)
        : reduced();
  }

  private Plateau reduced() {
    boolean least = learningRate <= rule.minLearningRate() * (1 + ROUNDING);
    double next = Math.max(learningRate * rule.factor(), rule.minLearningRate());
    return new Plateau(rule, next, best, 0, least);
  }
}
