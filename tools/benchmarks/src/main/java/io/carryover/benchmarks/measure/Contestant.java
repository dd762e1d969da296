package io.carryover.benchmarks.measure;

import java.util.List;

/** Does the same work again and again and tells how long each took. */
public interface Contestant extends AutoCloseable {

  /** Seconds of each of the next turns of the work. */
  List<Double> timed(int turns);

  /** Frees what the work holds. */
  @Override
  void close();
}
