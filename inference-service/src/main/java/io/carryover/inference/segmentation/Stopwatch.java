package io.carryover.inference.segmentation;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Measures stages that follow one another. */
final class Stopwatch {
  private final LongSupplier nanoTime;
  private long last;

  Stopwatch(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.last = nanoTime.getAsLong();
  }

  /** The time since the start, or since the lap before. */
  Duration lap() {
    long now = nanoTime.getAsLong();
    Duration lap = Duration.ofNanos(now - last);
    last = now;
    return lap;
  }
}
