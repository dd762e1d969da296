package io.carryover.networks.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.carryover.networks.optimiser.Adam;
import io.carryover.networks.optimiser.Plateau;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Epochs of Adam with a learning rate that falls on plateaus, in one cycle or several: each cycle
 * after the first restarts learning rate and optimiser from where the one before ended.
 *
 * <p>The monitored loss is the held-out one where there are held-out data, else the training loss
 * of the epoch. It drives the plateau, and its least value picks the epoch that a cycle keeps.
 * Every epoch is checkpointed before it is reported.
 *
 * <p>Runs on the caller's thread. DJL has one gradient collector per process: one loop at a time.
 */
public final class EpochLoop {

  private final Plateau.Rule rule;
  private final List<Integer> cycleEpochs;
  private final Checkpoint checkpoint;
  private final String fingerprint;
  private final Duration checkpointInterval;

  /**
   * A loop.
   *
   * @param rule of the learning rate, in each cycle
   * @param cycleEpochs epochs at most of each cycle
   * @param workDirectory holds the checkpoint
   * @param fingerprint of everything that the numbers depend on: goes with the checkpoint
   * @param checkpointInterval least time between checkpoints; zero: every epoch has one
   */
  public EpochLoop(
      Plateau.Rule rule,
      List<Integer> cycleEpochs,
      Path workDirectory,
      String fingerprint,
      Duration checkpointInterval) {
    this.rule = rule;
    this.cycleEpochs = List.copyOf(cycleEpochs);
    this.checkpoint = new Checkpoint(workDirectory);
    this.fingerprint = fingerprint;
    this.checkpointInterval = checkpointInterval;
  }

  /** The epochs that the cycles kept, and what it took. */
  public record Result(List<Kept> cycles, int epochs, double seconds) {

    public Result {
      cycles = List.copyOf(cycles);
    }
  }

  /** Figures of the epoch that a cycle kept. */
  public record Kept(int epoch, double loss, OptionalDouble dsc, OptionalDouble iou) {}

  /**
   * Trains, or goes on from the checkpoint, until all cycles are done.
   *
   * @throws TrainingStoppedException when the signal says stop
   * @throws IllegalStateException where the checkpoint is of another fingerprint
   */
  public Result run(Learner learner, EpochListener listener, StopSignal stop) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Run run = new Run(manager, learner, stop);
      while (run.state.cycle() < cycleEpochs.size()) {
        if (run.cycleIsOver()) {
          run.endCycle();
        } else {
          listener.epochCompleted(run.epoch());
        }
      }
      return result(run.state);
    }
  }

  private static Result result(LoopState state) {
    List<Kept> kept =
        state.done().stream()
            .map(b -> new Kept(b.epoch(), b.monitored(), b.optionalDsc(), b.optionalIou()))
            .toList();
    return new Result(kept, state.epoch(), state.seconds());
  }

  private int totalEpochs() {
    return cycleEpochs.stream().mapToInt(Integer::intValue).sum();
  }

  private LoopState savedState() {
    LoopState state = checkpoint.state().orElseGet(() -> LoopState.start(fingerprint, rule));
    if (!state.fingerprint().equals(fingerprint) || state.version() != LoopState.VERSION) {
      throw new IllegalStateException(
          "a checkpoint goes on with its own training only: found version %d of [%s], running %d of [%s]"
              .formatted(state.version(), state.fingerprint(), LoopState.VERSION, fingerprint));
    }
    return state;
  }

  /** One call of run: the arrays beside the state. */
  private final class Run {

    private final NDManager manager;
    private final Learner learner;
    private final StopSignal stop;
    private final Map<String, NDArray> best = new LinkedHashMap<>();
    private Adam adam;
    private LoopState state;
    private long savedAtNanos = System.nanoTime();

    Run(NDManager manager, Learner learner, StopSignal stop) {
      this.manager = manager;
      this.learner = learner;
      this.stop = stop;
      this.state = savedState();
      this.adam = newAdam();
      learner.parameters().forEach((name, p) -> best.put(name, manager.zeros(p.getShape())));
      if (state.epoch() > 0) {
        restore();
      }
    }

    boolean cycleIsOver() {
      return state.plateau().converged() || state.epochInCycle() >= cycleEpochs.get(state.cycle());
    }

    EpochReport epoch() {
      long start = System.nanoTime();
      double learningRate = state.plateau().learningRate();
      double trainLoss = trained(learningRate);
      Optional<Evaluation> held = evaluation();
      double monitored =
          Finite.required(
              "monitored loss",
              held.map(Evaluation::loss).orElse(trainLoss),
              learner.stage(),
              state.epoch() + 1,
              "validation");
      LoopState.Best newBest = keepIfBest(monitored, held);
      double seconds = (System.nanoTime() - start) / 1e9;
      state = state.afterEpoch(monitored, newBest, adam.steps(), seconds);
      saveIfDue();
      return report(trainLoss, held, learningRate, seconds);
    }

    void endCycle() {
      learner.keep(state.cycle(), best);
      state = state.afterCycle();
      adam = newAdam();
      save();
    }

    private Adam newAdam() {
      return new Adam(manager, learner.parameters(), learner::weightDecay, learner::rateFactor);
    }

    private double trained(double learningRate) {
      double sum = 0;
      TrainingStep step = new TrainingStep(learner, adam);
      for (int number = 0; number < learner.stepsPerEpoch(); number++) {
        if (stop.stopped()) {
          throw new TrainingStoppedException(learner.stage(), state.epoch());
        }
        sum += step.take(state.epoch() + 1, number, learningRate);
      }
      return sum / learner.stepsPerEpoch();
    }

    private Optional<Evaluation> evaluation() {
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        return learner.evaluate();
      }
    }

    private LoopState.Best keepIfBest(double monitored, Optional<Evaluation> held) {
      if (monitored >= state.best().monitored()) {
        return state.best();
      }
      learner.parameters().forEach((name, p) -> p.copyTo(best.get(name)));
      return new LoopState.Best(
          state.epoch() + 1,
          monitored,
          held.map(Evaluation::dsc).map(Run::orNull).orElse(null),
          held.map(Evaluation::iou).map(Run::orNull).orElse(null));
    }

    private static Double orNull(OptionalDouble value) {
      return value.isPresent() ? value.getAsDouble() : null;
    }

    private EpochReport report(
        double trainLoss, Optional<Evaluation> held, double learningRate, double seconds) {
      return new EpochReport(
          learner.stage(),
          state.epoch(),
          totalEpochs(),
          trainLoss,
          held.map(e -> OptionalDouble.of(e.loss())).orElse(OptionalDouble.empty()),
          held.map(Evaluation::dsc).orElse(OptionalDouble.empty()),
          learningRate,
          seconds);
    }

    private void saveIfDue() {
      if (System.nanoTime() - savedAtNanos >= checkpointInterval.toNanos()) {
        save();
      }
    }

    private void save() {
      Map<String, NDArray> arrays = new LinkedHashMap<>();
      learner.parameters().forEach((name, array) -> arrays.put("parameter." + name, array));
      adam.state().forEach((name, array) -> arrays.put("adam." + name, array));
      best.forEach((name, array) -> arrays.put("best." + name, array));
      checkpoint.write(state, arrays);
      savedAtNanos = System.nanoTime();
    }

    private void restore() {
      try (NDManager reading = NDManager.newBaseManager()) {
        Map<String, NDArray> arrays = checkpoint.arrays(reading, state);
        learner.parameters().forEach((name, p) -> arrays.get("parameter." + name).copyTo(p));
        best.forEach((name, array) -> arrays.get("best." + name).copyTo(array));
        adam.restore(name -> arrays.get("adam." + name), state.adamSteps());
      }
    }
  }
}
