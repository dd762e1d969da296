package io.carryover.runtime.status;

import io.carryover.events.Reason;
import io.carryover.events.RunKind;
import io.carryover.events.RunState;
import io.carryover.events.RunStatusChanged;
import java.time.Clock;

/**
 * Makes status records.
 *
 * <p>Everywhere: {@code id} names scan, run, prior or request, {@code cohortId} is null where there
 * is none, {@code label} is a few words for people.
 *
 * @param clock for the time of the change
 */
public record StatusRecords(Clock clock) {
  /** Waits for a worker. */
  public RunStatusChanged queued(String id, RunKind kind, String cohortId, String label) {
    return changed(id, kind, cohortId, label, RunState.QUEUED, null);
  }

  /** A worker has it. */
  public RunStatusChanged running(String id, RunKind kind, String cohortId, String label) {
    return changed(id, kind, cohortId, label, RunState.RUNNING, null);
  }

  /** Its result is durable and published. */
  public RunStatusChanged completed(String id, RunKind kind, String cohortId, String label) {
    return changed(id, kind, cohortId, label, RunState.COMPLETED, null);
  }

  /** Its input is bad. */
  public RunStatusChanged rejected(
      String id, RunKind kind, String cohortId, String label, Reason reason) {
    return changed(id, kind, cohortId, label, RunState.REJECTED, reason);
  }

  /** It failed by our fault, or its tries are used up. */
  public RunStatusChanged failed(
      String id, RunKind kind, String cohortId, String label, Reason reason) {
    return changed(id, kind, cohortId, label, RunState.FAILED, reason);
  }

  private RunStatusChanged changed(
      String id, RunKind kind, String cohortId, String label, RunState state, Reason reason) {
    return RunStatusChanged.newBuilder()
        .setId(id)
        .setKind(kind)
        .setCohortId(cohortId)
        .setLabel(label)
        .setState(state)
        .setReason(reason)
        .setChangedAt(clock.instant())
        .build();
  }
}
