package io.carryover.prior;

import io.carryover.events.PriorFitRequested;

/** Names a prior for people. */
public final class PriorLabel {
  private PriorLabel() {}

  /** For example "prior of hippocampus, 2 networks". */
  public static String of(PriorFitRequested request) {
    return "prior of %s, %d networks"
        .formatted(request.getSourceCohortId(), request.getRunIds().size());
  }
}
