package io.carryover.inference.segmentation;

import java.util.Set;

/**
 * What is to be known of a scan beside its mask.
 *
 * @param samples weights drawn from the posterior, 0 or 2 to {@value #MOST_SAMPLES}; each takes as
 *     long as the mask itself. A model without posterior has none
 * @param seed of the drawing: the same one gives the same answer
 * @param maps that are wanted
 */
public record Asked(int samples, long seed, Set<UncertaintyMap> maps) {
  /** Most samples of one request. */
  public static final int MOST_SAMPLES = 64;

  /** The mask alone. */
  public static final Asked MASK = new Asked(0, 1, Set.of());

  private static final int ALONE = 1;

  /** Checks the number of samples. */
  public Asked {
    maps = Set.copyOf(maps);
    if (samples < 0 || samples == ALONE || samples > MOST_SAMPLES) {
      throw new IllegalArgumentException(
          "samples must be 0, or from 2 to %d, got %d".formatted(MOST_SAMPLES, samples));
    }
  }

  /** Whether a map is wanted that takes samples. */
  boolean needsSamples() {
    return maps.stream().anyMatch(UncertaintyMap::needsSamples);
  }

  /** The same without samples. */
  Asked withoutSamples() {
    return new Asked(0, seed, maps);
  }
}
