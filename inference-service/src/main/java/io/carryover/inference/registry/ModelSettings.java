package io.carryover.inference.registry;

/**
 * How models are proved and run.
 *
 * @param batch most patches of one run
 * @param goldenTolerance largest relative distance of the golden logits computed here
 */
record ModelSettings(int batch, double goldenTolerance) {

  /** Checks that there is a batch and a tolerance. */
  ModelSettings {
    if (batch < 1 || !(goldenTolerance > 0)) {
      throw new IllegalArgumentException(
          "a batch holds at least 1 patch and the tolerance is above 0, got %d and %s"
              .formatted(batch, goldenTolerance));
    }
  }
}
