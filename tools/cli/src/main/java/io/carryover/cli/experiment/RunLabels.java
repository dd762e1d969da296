package io.carryover.cli.experiment;

import io.carryover.cli.console.TaskState;
import io.carryover.cli.feed.TopicEvent;
import io.carryover.cli.watch.RunRows;
import io.carryover.events.EpochCompleted;
import io.carryover.events.RunKind;
import io.carryover.events.RunState;
import io.carryover.events.RunStatusChanged;
import io.carryover.events.TrainingRequested;
import java.util.Optional;

/** Progress rows that name a training by its cell; runs that wait or have no name yet have none. */
final class RunLabels {
  private final ExperimentPlan plan;
  private final Ledger ledger;
  private final RunRows rows = new RunRows();

  RunLabels(ExperimentPlan plan, Ledger ledger) {
    this.plan = plan;
    this.ledger = ledger;
  }

  Optional<TaskState> on(TopicEvent event) {
    if (event.event() instanceof RunStatusChanged status) {
      Optional<TaskState> row = rows.on(event).map(known -> row(known, status));
      return row.filter(known -> status.getState() != RunState.QUEUED && hasName(status));
    }
    return event.event() instanceof EpochCompleted epoch
        ? rows.on(event).map(row -> named(row, epoch.getRunId()))
        : Optional.empty();
  }

  /** A training's request comes by another topic, perhaps later; a row has one name. */
  private boolean hasName(RunStatusChanged status) {
    return status.getKind() != RunKind.TRAINING || ledger.request(status.getId()).isPresent();
  }

  private TaskState row(TaskState row, RunStatusChanged status) {
    return status.getKind() == RunKind.TRAINING ? named(row, status.getId()) : row;
  }

  private TaskState named(TaskState row, String runId) {
    return ledger
        .request(runId)
        .flatMap(this::cell)
        .map(cell -> new TaskState(cell.toString(), row.done(), row.total(), row.detail()))
        .orElse(row);
  }

  private Optional<Cell> cell(TrainingRequested request) {
    return plan.cells().stream()
        .filter(cell -> cell.cohortId().equals(request.getCohortId()))
        .filter(cell -> cell.method() == request.getMethod())
        .findFirst();
  }
}
