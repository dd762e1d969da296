package io.carryover.trainer.admission;

import io.carryover.events.Reason;
import io.carryover.events.ScanAdmitted;
import io.carryover.events.ScanLabelled;
import io.carryover.events.Topic;
import io.carryover.runtime.event.EventPublisher;
import io.carryover.runtime.status.Run;
import io.carryover.runtime.status.RunStatus;
import io.carryover.runtime.work.WorkContext;
import io.carryover.runtime.work.Worker;

/** Takes labelled scans from the queue and publishes what admission decides. */
public final class AdmissionHandler implements Worker<ScanLabelled> {
  private final ScanAdmission admission;
  private final EventPublisher publisher;
  private final RunStatus status;

  public AdmissionHandler(ScanAdmission admission, EventPublisher publisher, RunStatus status) {
    this.admission = admission;
    this.publisher = publisher;
    this.status = status;
  }

  @Override
  public void work(ScanLabelled labelled, WorkContext context) {
    ScanAdmitted admitted = admission.admit(labelled);
    publisher.publish(Topic.ADMITTED_SCANS, admitted.getCohortId(), admitted);
    status.completed(Run.of(labelled));
  }

  @Override
  public void rejected(ScanLabelled labelled, Reason reason) {
    status.rejected(Run.of(labelled), reason);
  }

  @Override
  public void failed(ScanLabelled labelled, Reason reason) {
    status.failed(Run.of(labelled), reason);
  }
}
