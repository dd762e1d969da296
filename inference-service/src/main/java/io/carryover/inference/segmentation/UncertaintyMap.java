package io.carryover.inference.segmentation;

import java.util.Locale;

/** A map that can be had beside the mask, on the scan's own grid. */
public enum UncertaintyMap {
  /** Foreground probability by the mean weights: the mask is where it is above 0.5. */
  PROBABILITY,
  /** Entropy of the samples' mean probability, nats. */
  PREDICTIVE_ENTROPY,
  /** Mean of the samples' entropies, nats: aleatoric. */
  EXPECTED_ENTROPY,
  /** Difference of the two, nats: epistemic. */
  MUTUAL_INFORMATION;

  /** Whether it takes samples of the weights. */
  boolean needsSamples() {
    return this != PROBABILITY;
  }

  /** As requests, answers and files name it, for example predictive-entropy. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
