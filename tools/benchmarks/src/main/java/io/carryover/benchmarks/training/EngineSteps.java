package io.carryover.benchmarks.training;

import io.carryover.benchmarks.measure.Contestant;
import io.carryover.networks.training.TrainingSteps;
import java.util.List;
import java.util.stream.IntStream;

/** The steps of {@code libs/networks}, in this process. */
final class EngineSteps implements Contestant {

  private static final double NANOS = 1e9;

  private final TrainingSteps steps;

  EngineSteps(TrainingSteps steps) {
    this.steps = steps;
  }

  @Override
  public List<Double> timed(int count) {
    return IntStream.range(0, count).mapToObj(step -> timed()).toList();
  }

  private double timed() {
    long start = System.nanoTime();
    steps.next();
    return (System.nanoTime() - start) / NANOS;
  }

  @Override
  public void close() {
    steps.close();
  }
}
