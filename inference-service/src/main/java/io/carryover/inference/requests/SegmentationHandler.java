package io.carryover.inference.requests;

import io.carryover.events.Reason;
import io.carryover.events.SegmentationCompleted;
import io.carryover.events.SegmentationRequested;
import io.carryover.events.Topic;
import io.carryover.inference.segmentation.Refusal;
import io.carryover.inference.segmentation.Refusal.Outcome;
import io.carryover.inference.segmentation.SegmentationObserver;
import io.carryover.inference.segmentation.Via;
import io.carryover.inference.segmentation.WithdrawnException;
import io.carryover.runtime.event.EventPublisher;
import io.carryover.runtime.status.Run;
import io.carryover.runtime.status.RunStatus;
import io.carryover.runtime.status.StatusRecords;
import io.carryover.runtime.work.WorkContext;
import io.carryover.runtime.work.WorkReleasedException;
import io.carryover.runtime.work.Worker;
import java.time.Clock;

/** Takes requests, publishes results and what becomes of each request. */
final class SegmentationHandler implements Worker<SegmentationRequested> {
  private final RequestedSegmentation segmentation;
  private final RequestTerms terms;
  private final Outcomes outcomes;
  private final EventPublisher publisher;
  private final RunStatus status;
  private final SegmentationObserver observer;
  private final Clock clock;
  private final StatusRecords records;

  SegmentationHandler(
      RequestedSegmentation segmentation,
      RequestTerms terms,
      Outcomes outcomes,
      EventPublisher publisher,
      RunStatus status,
      SegmentationObserver observer,
      Clock clock) {
    this.segmentation = segmentation;
    this.terms = terms;
    this.outcomes = outcomes;
    this.publisher = publisher;
    this.status = status;
    this.observer = observer;
    this.clock = clock;
    this.records = new StatusRecords(clock);
  }

  @Override
  public void work(SegmentationRequested request, WorkContext context)
      throws WorkReleasedException {
    status.running(Run.of(request));
    try {
      complete(request, segmentation.result(request, terms.of(request, context::stopping)));
    } catch (WithdrawnException e) {
      withdrawn(request, e.reason());
    } catch (ModelNotServedException | ServiceStoppingException e) {
      throw new WorkReleasedException(e.getMessage(), e);
    }
  }

  private void complete(SegmentationRequested request, SegmentationCompleted result) {
    publisher.publish(Topic.SEGMENTATIONS, result.getScanId(), result);
    status.completed(Run.of(request));
  }

  /** Nothing is wrong with the request: it is no dead letter. */
  private void withdrawn(SegmentationRequested request, Reason reason) {
    refused(Outcome.WITHDRAWN, reason);
    outcomes.keep(request, records.rejected(Run.of(request), reason));
    status.rejected(Run.of(request), reason);
  }

  @Override
  public void rejected(SegmentationRequested request, Reason reason) {
    refused(Outcome.REJECTED, reason);
    outcomes.keep(request, records.rejected(Run.of(request), reason));
    status.rejected(Run.of(request), reason);
  }

  @Override
  public void failed(SegmentationRequested request, Reason reason) {
    refused(Outcome.FAILED, reason);
    outcomes.keep(request, records.failed(Run.of(request), reason));
    status.failed(Run.of(request), reason);
  }

  private void refused(Outcome outcome, Reason reason) {
    observer.refused(new Refusal(Via.EVENT, outcome, reason.getCode(), clock.instant()));
  }
}
