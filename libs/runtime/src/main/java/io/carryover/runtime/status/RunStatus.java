package io.carryover.runtime.status;

import io.carryover.events.Reason;
import io.carryover.events.RunKind;
import io.carryover.events.RunStatusChanged;
import io.carryover.events.Topic;
import io.carryover.runtime.event.EventPublisher;
import java.time.Clock;

/** Publishes {@link StatusRecords} to {@code run-status}, keyed by id. */
public final class RunStatus {
  private final EventPublisher publisher;
  private final StatusRecords records;

  public RunStatus(EventPublisher publisher, Clock clock) {
    this.publisher = publisher;
    this.records = new StatusRecords(clock);
  }

  public void queued(String id, RunKind kind, String cohortId, String label) {
    publish(records.queued(id, kind, cohortId, label));
  }

  public void running(String id, RunKind kind, String cohortId, String label) {
    publish(records.running(id, kind, cohortId, label));
  }

  public void completed(String id, RunKind kind, String cohortId, String label) {
    publish(records.completed(id, kind, cohortId, label));
  }

  public void rejected(String id, RunKind kind, String cohortId, String label, Reason reason) {
    publish(records.rejected(id, kind, cohortId, label, reason));
  }

  public void failed(String id, RunKind kind, String cohortId, String label, Reason reason) {
    publish(records.failed(id, kind, cohortId, label, reason));
  }

  private void publish(RunStatusChanged status) {
    publisher.publish(Topic.RUN_STATUS, status.getId(), status);
  }
}
