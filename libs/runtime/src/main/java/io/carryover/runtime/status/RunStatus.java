package io.carryover.runtime.status;

import io.carryover.events.Reason;
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

  public void queued(Run run) {
    publish(records.queued(run));
  }

  public void running(Run run) {
    publish(records.running(run));
  }

  public void completed(Run run) {
    publish(records.completed(run));
  }

  public void rejected(Run run, Reason reason) {
    publish(records.rejected(run, reason));
  }

  public void failed(Run run, Reason reason) {
    publish(records.failed(run, reason));
  }

  private void publish(RunStatusChanged status) {
    publisher.publish(Topic.RUN_STATUS, status.getId(), status);
  }
}
