package io.carryover.trainer.training;

import io.carryover.events.KernelsHarvested;
import io.carryover.events.Method;
import io.carryover.events.ModelExported;
import io.carryover.events.Topic;
import io.carryover.events.TrainingRequested;
import io.carryover.networks.training.NetworkTraining;
import io.carryover.networks.training.TrainingOutcome;
import io.carryover.networks.training.TrainingStoppedException;
import io.carryover.networks.training.UnusableStartException;
import io.carryover.runtime.event.EventPublisher;
import io.carryover.runtime.id.VersionKey;
import io.carryover.runtime.run.RunTask;
import io.carryover.runtime.status.Run;
import io.carryover.runtime.store.ArtifactStore;
import io.carryover.runtime.work.WorkContext;
import io.carryover.runtime.work.WorkReleasedException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains the network that a request asks for, and publishes what it ends with. */
public final class TrainingHandler implements RunTask<TrainingRequested> {
  private static final Logger log = LoggerFactory.getLogger(TrainingHandler.class);

  private final ScanExamples scans;
  private final Map<Method, RunResult> results;
  private final ArtifactStore store;
  private final PublishedModels models;
  private final EventPublisher publisher;
  private final Clock clock;

  /**
   * A handler for one worker thread.
   *
   * @param results what each method ends with, for every method
   * @param models those published so far, by any replica
   */
  public TrainingHandler(
      ScanExamples scans,
      Map<Method, RunResult> results,
      ArtifactStore store,
      PublishedModels models,
      EventPublisher publisher,
      Clock clock) {
    this.scans = scans;
    this.results = Map.copyOf(results);
    this.store = store;
    this.models = models;
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
    } catch (UnusableStartException e) {
      throw RunSettings.invalid(e.getMessage(), request);
    }
  }

  @Override
  public void publish(TrainingRequested request, SpecificRecord result) {
    if (result instanceof KernelsHarvested harvest) {
      harvest.setPlannedAt(request.getRequestedAt());
      publisher.publish(Topic.KERNELS_HARVESTED, harvest.getCohortId(), harvest);
    } else if (result instanceof ModelExported model) {
      model.setPlannedAt(request.getRequestedAt());
      publisher.publish(Topic.MODEL_VERSIONS, VersionKey.of(model), model);
      publishUnlessOutdated(model);
    } else {
      throw new IllegalStateException("a training ends with no " + result.getSchema().getName());
    }
  }

  private void publishUnlessOutdated(ModelExported model) {
    if (models.latest(model.getModel()).filter(later -> isLater(later, model)).isPresent()) {
      log.warn(
          "model {} of run {} is not published: one that was planned later is",
          model.getModel(),
          model.getRunId());
    } else {
      publisher.publish(Topic.MODELS, model.getModel(), model);
    }
  }

  private static boolean isLater(ModelExported one, ModelExported other) {
    return one.getPlannedAt().isAfter(other.getPlannedAt());
  }
}
