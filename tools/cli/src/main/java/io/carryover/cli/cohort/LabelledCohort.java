package io.carryover.cli.cohort;

import io.carryover.events.CohortDefined;
import io.carryover.events.Split;
import io.carryover.imaging.decathlon.DecathlonCase;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A cohort and its scans by split. */
public record LabelledCohort(
    CohortDefined definition, SortedMap<Split, List<DecathlonCase>> scans) {

  public LabelledCohort {
    scans = Collections.unmodifiableSortedMap(new TreeMap<>(scans));
  }

  public String id() {
    return definition.getCohortId();
  }

  /** The scans of a split; none if it has none. */
  public List<DecathlonCase> of(Split split) {
    return scans.getOrDefault(split, List.of());
  }

  /** Scans of all splits. */
  public int count() {
    return scans.values().stream().mapToInt(List::size).sum();
  }
}
