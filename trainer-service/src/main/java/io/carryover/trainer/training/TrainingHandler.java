package io.carryover.trainer.training;

import io.carryover.events.EventCodec;
import io.carryover.events.KernelsHarvested;
import io.carryover.events.Method;
import io.carryover.events.ModelExported;
import io.carryover.events.Reason;
import io.carryover.events.RunKind;
import io.carryover.events.Topic;
import io.carryover.events.TrainingRequested;
import io.carryover.networks.training.NetworkTraining;
import io.carryover.networks.training.TrainingOutcome;
import io.carryover.networks.training.TrainingStoppedException;
import io.carryover.runtime.event.EventPublisher;
import io.carryover.runtime.service.RunDirectories;
import io.carryover.runtime.status.RunStatus;
import io.carryover.runtime.store.ArtifactStore;
import io.carryover.runtime.work.WorkContext;
import io.carryover.runtime.work.WorkReleasedException;
import io.carryover.runtime.work.Worker;
import io.carryover.trainer.planning.RunLabel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Takes one training from the queue: trains or finds the result, publishes it. */
public final class TrainingHandler implements Worker<TrainingRequested> {
  private final ScanExamples scans;
  private final RunDirectories directories;
  private final Map<Method, RunResult> results;
  private final ArtifactStore store;
  private final EventPublisher publisher;
  private final RunStatus status;
  private final Clock clock;

  /**
   * A handler for one worker thread.
   *
   * @param results what each method ends with, for every method
   */
  public TrainingHandler(
      ScanExamples scans,
      RunDirectories directories,
      Map<Method, RunResult> results,
      ArtifactStore store,
      EventPublisher publisher,
      RunStatus status,
      Clock clock) {
    this.scans = scans;
    this.directories = directories;
    this.results = Map.copyOf(results);
    this.store = store;
    this.publisher = publisher;
    this.status = status;
    this.clock = clock;
  }

  @Override
  public void work(TrainingRequested request, WorkContext context) throws WorkReleasedException {
    Optional<byte[]> earlier = store.recorded(request.getRunId());
    publish(earlier.isPresent() ? earlier.get() : trained(request, context));
    status.completed(
        request.getRunId(), RunKind.TRAINING, request.getCohortId(), RunLabel.of(request));
    directories.discard(request.getRunId());
  }

  @Override
  public void rejected(TrainingRequested request, Reason reason) {
    status.rejected(
        request.getRunId(), RunKind.TRAINING, request.getCohortId(), RunLabel.of(request), reason);
  }

  @Override
  public void failed(TrainingRequested request, Reason reason) {
    status.failed(
        request.getRunId(), RunKind.TRAINING, request.getCohortId(), RunLabel.of(request), reason);
  }

  private byte[] trained(TrainingRequested request, WorkContext context)
      throws WorkReleasedException {
    status.running(
        request.getRunId(), RunKind.TRAINING, request.getCohortId(), RunLabel.of(request));
    try {
      return store.record(request.getRunId(), EventCodec.encode(result(request, context)));
    } catch (TrainingStoppedException e) {
      throw new WorkReleasedException(e.getMessage(), e);
    }
  }

  private SpecificRecord result(TrainingRequested request, WorkContext context) {
    Path directory = directories.open(request.getRunId());
    TrainingOutcome outcome =
        new NetworkTraining(RunSettings.of(request), RunSettings.start(request, store), directory)
            .run(scans.load(request), new Progress(request, publisher, clock), context::stopping);
    return results.get(request.getMethod()).of(request, outcome, directory);
  }

  private void publish(byte[] result) {
    SpecificRecord event = EventCodec.decode(result);
    if (event instanceof KernelsHarvested harvest) {
      publisher.publish(Topic.KERNELS_HARVESTED, harvest.getCohortId(), harvest);
    } else if (event instanceof ModelExported model) {
      publisher.publish(Topic.MODELS, model.getModel(), model);
    } else {
      throw new IllegalStateException("a training ends with no " + event.getSchema().getName());
    }
  }
}
