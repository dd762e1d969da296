package io.carryover.cli.experiment;

import io.carryover.cli.cohort.LabelledCohort;
import io.carryover.events.ModelExported;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures one model after the other on a thread of its own, while training goes on.
 *
 * <p>Once it is closed nothing ends any more: what fails while the process ends, since ONNX Runtime
 * ends with it, says nothing of a model.
 */
final class Evaluations implements AutoCloseable {
  private final ModelMeasuring measuring;
  private final ExecutorService thread = Executors.newSingleThreadExecutor(Evaluations::named);
  private final ExecutorCompletionService<Evaluation> work =
      new ExecutorCompletionService<>(thread);
  private final Set<String> begun = new HashSet<>();
  private volatile boolean closed;

  Evaluations(ModelMeasuring measuring) {
    this.measuring = measuring;
  }

  /** It ends with the process, whatever it is at. */
  private static Thread named(Runnable run) {
    Thread thread = new Thread(run, "evaluations");
    thread.setDaemon(true);
    return thread;
  }

  /** Measures a model, unless that very file is measured or waits already. */
  void begin(Cell cell, ModelExported model, LabelledCohort cohort) {
    if (!closed && begun.add(model.getModel() + " " + model.getOnnx().getSha256())) {
      work.submit(() -> measuring.of(cell, model, cohort));
    }
  }

  /** Those that have ended since the last call; none once it is closed. */
  List<Evaluation> ended() throws InterruptedException {
    List<Evaluation> ended = new ArrayList<>();
    for (Future<Evaluation> next = work.poll(); next != null; next = work.poll()) {
      ended.add(result(next));
    }
    return closed ? List.of() : ended;
  }

  private static Evaluation result(Future<Evaluation> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a model could not be measured", e.getCause());
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.shutdownNow();
  }
}
