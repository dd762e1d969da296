package io.carryover.prior.fitting;

import io.carryover.events.PriorFitRequested;
import io.carryover.events.PriorFitted;
import io.carryover.events.Topic;
import io.carryover.networks.training.TrainingStoppedException;
import io.carryover.runtime.event.EventPublisher;
import io.carryover.runtime.run.RunTask;
import io.carryover.runtime.status.Run;
import io.carryover.runtime.work.WorkContext;
import io.carryover.runtime.work.WorkReleasedException;
import java.nio.file.Path;
import org.apache.avro.specific.SpecificRecord;

/** Fits the prior that a request asks for, and publishes it. */
public final class FittingHandler implements RunTask<PriorFitRequested> {
  private final PriorFit fit;
  private final EventPublisher publisher;

  /** A handler for one worker thread. */
  public FittingHandler(PriorFit fit, EventPublisher publisher) {
    this.fit = fit;
    this.publisher = publisher;
  }

  @Override
  public Run runOf(PriorFitRequested request) {
    return Run.of(request);
  }

  @Override
  public SpecificRecord result(PriorFitRequested request, Path directory, WorkContext context)
      throws WorkReleasedException {
    FittingProgress progress = new FittingProgress(request, publisher, fit.clock());
    try {
      return fit.fit(request, directory, progress, context::stopping);
    } catch (TrainingStoppedException e) {
      throw new WorkReleasedException(e.getMessage(), e);
    }
  }

  @Override
  public void publish(PriorFitRequested request, SpecificRecord result) {
    PriorFitted prior = (PriorFitted) result;
    prior.setPlannedAt(request.getPlannedAt());
    publisher.publish(Topic.PRIORS, prior.getPriorId(), prior);
  }
}
