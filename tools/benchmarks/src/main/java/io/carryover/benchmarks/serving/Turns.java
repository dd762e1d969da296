package io.carryover.benchmarks.serving;

import io.carryover.benchmarks.measure.Contestant;
import java.util.List;
import java.util.stream.IntStream;

/** A contestant of this process: the same work, by the clock. */
final class Turns implements Contestant {
  private static final double NANOS = 1e9;

  private final Runnable work;

  Turns(Runnable work) {
    this.work = work;
  }

  @Override
  public List<Double> timed(int turns) {
    return IntStream.range(0, turns).mapToObj(turn -> timed()).toList();
  }

  private double timed() {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / NANOS;
  }

  /** Holds nothing of its own. */
  @Override
  public void close() {}
}
