package io.carryover.trainer.cohort;

import io.carryover.events.CohortDefined;
import java.util.Optional;

/** The cohorts that are defined. */
@FunctionalInterface
public interface Cohorts {
  /**
   * The latest definition of a cohort, as valid or not as it was published. Every definition that
   * was durable before the call is known.
   */
  Optional<CohortDefined> latest(String cohortId);
}
