package io.carryover.trainer.admission;

import io.carryover.events.Reason;
import io.carryover.events.RunKind;
import io.carryover.events.ScanAdmitted;
import io.carryover.events.ScanLabelled;
import io.carryover.events.Topic;
import io.carryover.runtime.event.EventPublisher;
import io.carryover.runtime.status.RunStatus;
import io.carryover.runtime.work.WorkContext;
import io.carryover.runtime.work.Worker;
import java.util.Locale;

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
    status.completed(id(labelled), RunKind.SCAN, labelled.getCohortId(), label(labelled));
  }

  @Override
  public void rejected(ScanLabelled labelled, Reason reason) {
    status.rejected(id(labelled), RunKind.SCAN, labelled.getCohortId(), label(labelled), reason);
  }

  @Override
  public void failed(ScanLabelled labelled, Reason reason) {
    status.failed(id(labelled), RunKind.SCAN, labelled.getCohortId(), label(labelled), reason);
  }

  private static String id(ScanLabelled labelled) {
    return labelled.getCohortId() + "/" + labelled.getScan().getScanId();
  }

  private static String label(ScanLabelled labelled) {
    return labelled.getScan().getSplit().name().toLowerCase(Locale.ROOT) + " scan";
  }
}
