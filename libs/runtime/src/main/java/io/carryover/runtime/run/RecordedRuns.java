package io.carryover.runtime.run;

import io.carryover.events.EventCodec;
import io.carryover.events.Reason;
import io.carryover.runtime.status.Run;
import io.carryover.runtime.status.RunStatus;
import io.carryover.runtime.store.ArtifactStore;
import io.carryover.runtime.work.WorkContext;
import io.carryover.runtime.work.WorkReleasedException;
import io.carryover.runtime.work.Worker;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes runs from a queue: does each once or finds its result, publishes it, tells its status.
 *
 * @param <T> asks for a run
 */
public final class RecordedRuns<T extends SpecificRecord> implements Worker<T> {
  private static final Logger log = LoggerFactory.getLogger(RecordedRuns.class);

  private final RunTask<T> task;
  private final ArtifactStore store;
  private final RunDirectories directories;
  private final RunStatus status;

  /** A worker for one thread. */
  public RecordedRuns(
      RunTask<T> task, ArtifactStore store, RunDirectories directories, RunStatus status) {
    this.task = task;
    this.store = store;
    this.directories = directories;
    this.status = status;
  }

  @Override
  public void work(T request, WorkContext context) throws WorkReleasedException {
    Run run = task.runOf(request);
    Optional<byte[]> earlier = store.recorded(run.id());
    byte[] result = earlier.isPresent() ? earlier.get() : done(run, request, context);
    task.publish(request, EventCodec.decode(result));
    status.completed(run);
    discard(run);
  }

  @Override
  public void rejected(T request, Reason reason) {
    Run run = task.runOf(request);
    status.rejected(run, reason);
    discard(run);
  }

  /** Keeps the checkpoints: the run may be asked for again. */
  @Override
  public void failed(T request, Reason reason) {
    status.failed(task.runOf(request), reason);
  }

  /** The run has ended and its end is published: files left over cannot change that. */
  private void discard(Run run) {
    try {
      directories.discard(run.id());
    } catch (RuntimeException e) {
      log.warn("files of run {} are left over", run.id(), e);
    }
  }

  private byte[] done(Run run, T request, WorkContext context) throws WorkReleasedException {
    status.running(run);
    SpecificRecord result = task.result(request, directories.open(run.id()), context);
    return store.record(run.id(), EventCodec.encode(result));
  }
}
