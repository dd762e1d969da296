package io.carryover.trainer.http;

import io.carryover.events.ScanAdmitted;
import io.carryover.events.Split;
import io.carryover.events.Topic;
import io.carryover.runtime.view.TopicView;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the admitted scans of each cohort. */
public final class AdmittedScans {
  private final Map<String, Map<String, Split>> splits = new ConcurrentHashMap<>();
  private final TopicView<ScanAdmitted> view;

  /** Counts nothing until its view is started. */
  public AdmittedScans(Map<String, Object> kafka) {
    this.view =
        new TopicView<>(kafka, Topic.ADMITTED_SCANS, ScanAdmitted.class, (key, e) -> add(e));
  }

  /** What it counts from, to be started and closed. */
  public TopicView<ScanAdmitted> view() {
    return view;
  }

  /** Scans of a cohort that were admitted to a split. */
  long count(String cohortId, Split split) {
    return splits.getOrDefault(cohortId, Map.of()).values().stream()
        .filter(s -> s == split)
        .count();
  }

  void add(ScanAdmitted admitted) {
    splits
        .computeIfAbsent(admitted.getCohortId(), cohort -> new ConcurrentHashMap<>())
        .put(admitted.getScan().getScanId(), admitted.getScan().getSplit());
  }
}
