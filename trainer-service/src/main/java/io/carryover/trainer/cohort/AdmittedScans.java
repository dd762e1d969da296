package io.carryover.trainer.cohort;

import io.carryover.events.ScanAdmitted;
import io.carryover.events.Split;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the admitted scans of each cohort. */
public final class AdmittedScans {
  private final Map<String, Map<String, Split>> splits = new ConcurrentHashMap<>();

  /** Takes an admission in; a later one of the same scan replaces it. */
  public void add(ScanAdmitted admitted) {
    splits
        .computeIfAbsent(admitted.getCohortId(), cohort -> new ConcurrentHashMap<>())
        .put(admitted.getScan().getScanId(), admitted.getScan().getSplit());
  }

  /** Scans of a cohort that were admitted to a split. */
  public long count(String cohortId, Split split) {
    return splits.getOrDefault(cohortId, Map.of()).values().stream()
        .filter(s -> s == split)
        .count();
  }
}
