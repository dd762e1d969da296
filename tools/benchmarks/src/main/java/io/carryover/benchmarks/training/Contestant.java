package io.carryover.benchmarks.training;

import java.util.List;

/** Takes training steps and tells how long each took. */
interface Contestant extends AutoCloseable {

  /** Seconds of each of the next steps: batch, forward, loss, backward and Adam. */
  List<Double> timed(int steps);

  /** Frees what the training holds. */
  @Override
  void close();
}
