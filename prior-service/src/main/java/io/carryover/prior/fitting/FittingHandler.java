package io.carryover.prior.fitting;

import io.carryover.events.EventCodec;
import io.carryover.events.PriorFitRequested;
import io.carryover.events.PriorFitted;
import io.carryover.events.Reason;
import io.carryover.events.RunKind;
import io.carryover.events.Topic;
import io.carryover.networks.training.TrainingStoppedException;
import io.carryover.prior.PriorLabel;
import io.carryover.runtime.event.EventPublisher;
import io.carryover.runtime.status.RunStatus;
import io.carryover.runtime.work.WorkContext;
import io.carryover.runtime.work.WorkReleasedException;
import io.carryover.runtime.work.Worker;
import java.util.Optional;

/** Takes one fit from the queue: fits or finds the result, publishes it. */
public final class FittingHandler implements Worker<PriorFitRequested> {
  private final PriorFit fit;
  private final EventPublisher publisher;
  private final RunStatus status;

  /** A handler for one worker thread. */
  public FittingHandler(PriorFit fit, EventPublisher publisher, RunStatus status) {
    this.fit = fit;
    this.publisher = publisher;
    this.status = status;
  }

  @Override
  public void work(PriorFitRequested request, WorkContext context) throws WorkReleasedException {
    Optional<byte[]> earlier = fit.store().recorded(request.getPriorId());
    byte[] result = earlier.isPresent() ? earlier.get() : fitted(request, context);
    PriorFitted prior = EventCodec.decode(result, PriorFitted.class);
    publisher.publish(Topic.PRIORS, prior.getPriorId(), prior);
    status.completed(
        request.getPriorId(), RunKind.PRIOR, request.getSourceCohortId(), PriorLabel.of(request));
    fit.runs().discard(request.getPriorId());
  }

  @Override
  public void rejected(PriorFitRequested request, Reason reason) {
    status.rejected(
        request.getPriorId(),
        RunKind.PRIOR,
        request.getSourceCohortId(),
        PriorLabel.of(request),
        reason);
    fit.runs().discard(request.getPriorId());
  }

  @Override
  public void failed(PriorFitRequested request, Reason reason) {
    status.failed(
        request.getPriorId(),
        RunKind.PRIOR,
        request.getSourceCohortId(),
        PriorLabel.of(request),
        reason);
  }

  private byte[] fitted(PriorFitRequested request, WorkContext context)
      throws WorkReleasedException {
    status.running(
        request.getPriorId(), RunKind.PRIOR, request.getSourceCohortId(), PriorLabel.of(request));
    try {
      FittingProgress progress = new FittingProgress(request, publisher, fit.clock());
      PriorFitted prior = fit.fit(request, progress, context::stopping);
      return fit.store().record(request.getPriorId(), EventCodec.encode(prior));
    } catch (TrainingStoppedException e) {
      throw new WorkReleasedException(e.getMessage(), e);
    }
  }
}
