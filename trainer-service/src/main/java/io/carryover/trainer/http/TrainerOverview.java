package io.carryover.trainer.http;

import io.carryover.events.CohortDefined;
import io.carryover.events.EpochCompleted;
import io.carryover.events.ModelExported;
import io.carryover.events.RunKind;
import io.carryover.events.RunState;
import io.carryover.events.RunStatusChanged;
import io.carryover.trainer.cohort.AdmittedScans;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the page tells, the latest first.
 *
 * @param runs at most twenty
 * @param refused rejected scans and cohorts, at most twenty
 */
record TrainerOverview(
    List<CohortRow> cohorts, List<RunRow> runs, List<RunRow> refused, List<ModelRow> models) {
  private static final int MOST_ROWS = 20;

  /** From the latest events of the topics, each by its key. */
  static TrainerOverview of(
      Map<String, CohortDefined> cohorts,
      AdmittedScans scans,
      Map<String, RunStatusChanged> statuses,
      Map<String, EpochCompleted> epochs,
      Map<String, ModelExported> models) {
    return new TrainerOverview(
        cohorts.values().stream()
            .sorted(Comparator.comparing(CohortDefined::getCohortId))
            .map(cohort -> CohortRow.of(cohort, scans))
            .toList(),
        rows(statuses.values().stream().filter(TrainerOverview::isTraining), epochs),
        rows(statuses.values().stream().filter(TrainerOverview::isRefused), epochs),
        models.values().stream()
            .sorted(Comparator.comparing(ModelExported::getModel))
            .map(ModelRow::of)
            .toList());
  }

  private static List<RunRow> rows(
      Stream<RunStatusChanged> statuses, Map<String, EpochCompleted> epochs) {
    return statuses
        .sorted(Comparator.comparing(RunStatusChanged::getChangedAt).reversed())
        .limit(MOST_ROWS)
        .map(status -> RunRow.of(status, Optional.ofNullable(epochs.get(status.getId()))))
        .toList();
  }

  private static boolean isTraining(RunStatusChanged status) {
    return status.getKind() == RunKind.TRAINING;
  }

  private static boolean isRefused(RunStatusChanged status) {
    boolean ours = status.getKind() == RunKind.SCAN || status.getKind() == RunKind.COHORT;
    return ours && status.getState() == RunState.REJECTED;
  }
}
