package io.carryover.trainer.cohort;

import io.carryover.events.ScanAdmitted;
import io.carryover.events.Split;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the admitted scans of each cohort. */
public final class AdmittedScans {
  private final Map<String, Map<String, ScanAdmitted>> scans = new ConcurrentHashMap<>();

  /** Takes an admission in; of the same scan, the one labelled later counts. */
  public void add(ScanAdmitted admitted) {
    scans
        .computeIfAbsent(admitted.getCohortId(), cohort -> new ConcurrentHashMap<>())
        .merge(admitted.getScan().getScanId(), admitted, AdmittedScans::labelledLater);
  }

  /** Scans of a cohort that were admitted to a split. */
  public long count(String cohortId, Split split) {
    return scans.getOrDefault(cohortId, Map.of()).values().stream()
        .filter(admitted -> admitted.getScan().getSplit() == split)
        .count();
  }

  private static ScanAdmitted labelledLater(ScanAdmitted known, ScanAdmitted next) {
    return next.getLabelledAt().isBefore(known.getLabelledAt()) ? known : next;
  }
}
