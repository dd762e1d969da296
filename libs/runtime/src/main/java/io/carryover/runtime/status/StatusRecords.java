package io.carryover.runtime.status;

import io.carryover.events.Reason;
import io.carryover.events.RunState;
import io.carryover.events.RunStatusChanged;
import io.carryover.runtime.failure.ShortText;
import java.time.Clock;
import java.util.Optional;

/**
 * Makes status records. Texts that are too long for a record are cut: whoever was refused for what
 * he sent must not stop, by its length, who refuses it.
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
        .setId(ShortText.of(run.id()))
        .setKind(run.kind())
        .setCohortId(Optional.ofNullable(run.cohortId()).map(ShortText::of).orElse(null))
        .setLabel(ShortText.of(run.label()))
        .setState(state)
        .setReason(Optional.ofNullable(reason).map(StatusRecords::shortened).orElse(null))
        .setChangedAt(clock.instant())
        .build();
  }

  private static Reason shortened(Reason reason) {
    return new Reason(reason.getCode(), ShortText.of(reason.getMessage()));
  }
}
