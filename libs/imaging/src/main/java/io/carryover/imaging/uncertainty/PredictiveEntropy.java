package io.carryover.imaging.uncertainty;

/**
 * The entropy of what is predicted for one voxel, and its two parts, in nats (0 to ln 2).
 *
 * <pre>
 *   predictive = H(mean of p_t)       how uncertain the prediction is
 *   expected   = mean of H(p_t)       aleatoric: what every sample of the weights finds uncertain
 *   mutual     = the difference       epistemic: what the samples disagree on
 *   H(p) = -p ln p - (1 - p) ln (1 - p)
 * </pre>
 *
 * @param predictive entropy of the mean
 * @param expected mean of the entropies, at most the predictive one
 */
public record PredictiveEntropy(float predictive, float expected) {

  /**
   * Of one voxel.
   *
   * @param probabilities by layer; the first layer is no sample
   * @param index the voxel in each layer
   */
  public static PredictiveEntropy of(float[][] probabilities, int index) {
    int samples = probabilities.length - 1;
    double mean = 0;
    double entropies = 0;
    for (int t = 1; t <= samples; t++) {
      mean += probabilities[t][index];
      entropies += binary(probabilities[t][index]);
    }
    return new PredictiveEntropy(
        (float) binary(mean / samples),
        (float) Math.min(binary(mean / samples), entropies / samples));
  }

  /** Mutual information of prediction and weights, at least 0. */
  public float mutualInformation() {
    return predictive - expected;
  }

  private static double binary(double p) {
    return nats(p) + nats(1 - p);
  }

  /** -p ln p, whose limit at 0 is 0. */
  private static double nats(double p) {
    return p <= 0 ? 0 : -p * Math.log(p);
  }
}
