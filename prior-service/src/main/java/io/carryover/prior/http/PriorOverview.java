package io.carryover.prior.http;

import io.carryover.events.EpochCompleted;
import io.carryover.events.PriorFitted;
import io.carryover.events.RunKind;
import io.carryover.events.RunStatusChanged;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the page tells of fits and priors, the latest first.
 *
 * @param fits at most twenty
 * @param priors at most five
 */
record PriorOverview(List<FitRow> fits, List<PriorCard> priors) {
  private static final int MOST_FITS = 20;
  private static final int MOST_PRIORS = 5;

  /** From the latest events of three topics, each by its key. */
  static PriorOverview of(
      Map<String, RunStatusChanged> statuses,
      Map<String, EpochCompleted> epochs,
      Map<String, PriorFitted> priors) {
    return new PriorOverview(
        statuses.values().stream()
            .filter(status -> status.getKind() == RunKind.PRIOR)
            .sorted(Comparator.comparing(RunStatusChanged::getChangedAt).reversed())
            .limit(MOST_FITS)
            .map(status -> FitRow.of(status, Optional.ofNullable(epochs.get(status.getId()))))
            .toList(),
        priors.values().stream()
            .sorted(Comparator.comparing(PriorFitted::getFittedAt).reversed())
            .limit(MOST_PRIORS)
            .map(PriorCard::of)
            .toList());
  }
}
