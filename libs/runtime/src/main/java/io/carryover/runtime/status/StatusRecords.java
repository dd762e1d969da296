package io.carryover.runtime.status;

import io.carryover.events.Reason;
import io.carryover.events.RunState;
import io.carryover.events.RunStatusChanged;
import java.time.Clock;

/**
 * Makes status records.
 *
 * @param clock for the time of the change
 */
public record StatusRecords(Clock clock) {
  /** Waits for a worker. */
  public RunStatusChanged queued(Run run) {
    return changed(run, RunState.QUEUED, null);
  }

  /** A worker has it. */
  public RunStatusChanged running(Run run) {
    return changed(run, RunState.RUNNING, null);
  }

  /** Its result is durable and published. */
  public RunStatusChanged completed(Run run) {
    return changed(run, RunState.COMPLETED, null);
  }

  /** Its input is bad. */
  public RunStatusChanged rejected(Run run, Reason reason) {
    return changed(run, RunState.REJECTED, reason);
  }

  /** It failed by our fault, or its tries are used up. */
  public RunStatusChanged failed(Run run, Reason reason) {
    return changed(run, RunState.FAILED, reason);
  }

  private RunStatusChanged changed(Run run, RunState state, Reason reason) {
    return RunStatusChanged.newBuilder()
        .setId(run.id())
        .setKind(run.kind())
        .setCohortId(run.cohortId())
        .setLabel(run.label())
        .setState(state)
        .setReason(reason)
        .setChangedAt(clock.instant())
        .build();
  }
}
