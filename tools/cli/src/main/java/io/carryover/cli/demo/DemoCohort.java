package io.carryover.cli.demo;

import io.carryover.events.CohortDefined;
import io.carryover.events.Split;
import io.carryover.imaging.decathlon.DecathlonCase;
import java.util.List;
import java.util.SortedMap;

/** A cohort of the demo and its scans by split. */
record DemoCohort(CohortDefined definition, SortedMap<Split, List<DecathlonCase>> scans) {

  String id() {
    return definition.getCohortId();
  }

  List<DecathlonCase> of(Split split) {
    return scans.getOrDefault(split, List.of());
  }

  int count() {
    return scans.values().stream().mapToInt(List::size).sum();
  }
}
