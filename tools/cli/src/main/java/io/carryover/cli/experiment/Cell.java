package io.carryover.cli.experiment;

import io.carryover.cli.evidence.Measurement;
import io.carryover.events.Method;
import java.util.Locale;

/**
 * One training of the experiment and the model that comes of it.
 *
 * @param arm what is compared, as in the results
 * @param method how it is trained
 * @param size training scans
 * @param split number of the split, from 1
 * @param seed number of the seed, from 1
 * @param cohortId its target cohort
 */
record Cell(String arm, Method method, int size, int split, int seed, String cohortId) {

  /** Name of the model. */
  String model() {
    return cohortId + "-" + method.name().toLowerCase(Locale.ROOT);
  }

  Measurement measured(ScanScore score) {
    return new Measurement(arm, size, split, seed, score.scan(), score.dsc(), score.iou());
  }

  boolean holds(Measurement one) {
    return one.method().equals(arm)
        && one.size() == size
        && one.split() == split
        && one.seed() == seed;
  }

  /** Whether the other training has the same scans and seed. */
  boolean isOfSameSite(Cell other) {
    return other.size() == size && other.split() == split && other.seed() == seed;
  }

  /** For people: {@code dwp n5 s1 r2}. */
  @Override
  public String toString() {
    return "%s n%d s%d r%d".formatted(arm, size, split, seed);
  }
}
