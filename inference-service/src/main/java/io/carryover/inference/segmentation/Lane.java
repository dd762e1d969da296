package io.carryover.inference.segmentation;

import java.time.Duration;

/** Where networks are run: decides on which thread and in which order. */
@FunctionalInterface
public interface Lane {

  /**
   * Runs the work and returns when it is done; what the work throws is thrown here.
   *
   * @return how long the work waited for its turn
   */
  Duration run(Runnable work);

  /** At once on the caller's thread: for one caller at a time. */
  static Lane direct() {
    return work -> {
      work.run();
      return Duration.ZERO;
    };
  }
}
