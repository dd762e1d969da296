package io.carryover.trainer.admission;

import io.carryover.events.EventCodec;
import io.carryover.events.Reason;
import io.carryover.events.ScanAdmitted;
import io.carryover.events.ScanLabelled;
import io.carryover.events.Topic;
import io.carryover.runtime.event.EventPublisher;
import io.carryover.runtime.id.Sha256;
import io.carryover.runtime.status.Run;
import io.carryover.runtime.status.RunStatus;
import io.carryover.runtime.work.WorkContext;
import io.carryover.runtime.work.Worker;

/** Takes labelled scans from the queue and publishes what admission decides. */
public final class AdmissionHandler implements Worker<ScanLabelled> {
  private static final int MARK_DIGITS = 12;

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
    status.completed(run(labelled));
  }

  @Override
  public void rejected(ScanLabelled labelled, Reason reason) {
    status.rejected(run(labelled), reason);
  }

  @Override
  public void failed(ScanLabelled labelled, Reason reason) {
    status.failed(run(labelled), reason);
  }

  /** An id that is not plain may be a person's name: its status does not repeat it. */
  static Run run(ScanLabelled labelled) {
    Run run = Run.of(labelled);
    return ScanAdmission.isPlain(labelled.getScan().getScanId())
        ? run
        : new Run(unnamed(labelled), run.kind(), run.cohortId(), run.label());
  }

  /** By the digest of the record, by which its dead letter is found. */
  private static String unnamed(ScanLabelled labelled) {
    String digest = Sha256.of(EventCodec.encode(labelled));
    return labelled.getCohortId() + "/sha256-" + digest.substring(0, MARK_DIGITS);
  }
}
