package io.carryover.inference.segmentation;

import java.time.Duration;
import java.util.function.Consumer;

/** Where networks are run: decides on which thread and in which order. */
@FunctionalInterface
public interface Lane {

  /**
   * Runs the work and returns when it is done; what the work throws is thrown here.
   *
   * @param work is given its turn, in which it lets what is more urgent pass
   * @return how long the work waited for its turn
   */
  Duration run(Priority priority, Consumer<Turn> work);

  /** Runs work that is done at one go. */
  default Duration run(Runnable work) {
    return run(Priority.ROUTINE, turn -> work.run());
  }

  /** At once on the caller's thread: for one caller at a time. */
  static Lane direct() {
    return (priority, work) -> {
      work.accept(() -> {});
      return Duration.ZERO;
    };
  }

  /** The time in which a work has the lane. */
  @FunctionalInterface
  interface Turn {
    /**
     * Has more urgent work done, if there is any, and returns. Whatever the caller shares with
     * other work of the lane may have been used meanwhile.
     */
    void giveWay();
  }
}
