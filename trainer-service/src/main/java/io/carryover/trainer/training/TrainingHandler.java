package io.carryover.trainer.training;

import io.carryover.events.KernelsHarvested;
import io.carryover.events.Method;
import io.carryover.events.ModelExported;
import io.carryover.events.Topic;
import io.carryover.events.TrainingRequested;
import io.carryover.networks.training.NetworkTraining;
import io.carryover.networks.training.TrainingOutcome;
import io.carryover.networks.training.TrainingStoppedException;
import io.carryover.runtime.event.EventPublisher;
import io.carryover.runtime.run.RunTask;
import io.carryover.runtime.status.Run;
import io.carryover.runtime.store.ArtifactStore;
import io.carryover.runtime.work.WorkContext;
import io.carryover.runtime.work.WorkReleasedException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** Trains the network that a request asks for, and publishes what it ends with. */
public final class TrainingHandler implements RunTask<TrainingRequested> {
  private final ScanExamples scans;
  private final Map<Method, RunResult> results;
  private final ArtifactStore store;
  private final EventPublisher publisher;
  private final Clock clock;

  /**
   * A handler for one worker thread.
   *
   * @param results what each method ends with, for every method
   */
  public TrainingHandler(
      ScanExamples scans,
      Map<Method, RunResult> results,
      ArtifactStore store,
      EventPublisher publisher,
      Clock clock) {
    this.scans = scans;
    this.results = Map.copyOf(results);
    this.store = store;
    this.publisher = publisher;
    this.clock = clock;
  }

  @Override
  public Run runOf(TrainingRequested request) {
    return Run.of(request);
  }

  @Override
  public SpecificRecord result(TrainingRequested request, Path directory, WorkContext context)
      throws WorkReleasedException {
    TrainingOutcome outcome = trained(request, directory, context);
    return results.get(request.getMethod()).of(request, outcome, directory);
  }

  private TrainingOutcome trained(TrainingRequested request, Path directory, WorkContext context)
      throws WorkReleasedException {
    try {
      return new NetworkTraining(
              RunSettings.of(request), RunSettings.start(request, store), directory)
          .run(scans.load(request), new Progress(request, publisher, clock), context::stopping);
    } catch (TrainingStoppedException e) {
      throw new WorkReleasedException(e.getMessage(), e);
    }
  }

  @Override
  public void publish(SpecificRecord result) {
    if (result instanceof KernelsHarvested harvest) {
      publisher.publish(Topic.KERNELS_HARVESTED, harvest.getCohortId(), harvest);
    } else if (result instanceof ModelExported model) {
      publisher.publish(Topic.MODELS, model.getModel(), model);
    } else {
      throw new IllegalStateException("a training ends with no " + result.getSchema().getName());
    }
  }
}
