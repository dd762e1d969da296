package io.carryover.inference.segmentation;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Passed before a scan's first batch of patches and after each. What it throws ends the work: the
 * scan is not wanted any more, or not here.
 */
@FunctionalInterface
public interface Checkpoint {
  /** Lets everything pass. */
  Checkpoint OPEN = () -> {};

  /**
   * Lets the work go on, or not.
   *
   * @throws WithdrawnException if the result is of no use any more
   */
  void pass();

  /** Closed from a time on; open for ever if there is none. */
  static Checkpoint until(Optional<Instant> deadline, Clock clock) {
    return deadline.map(time -> until(time, clock)).orElse(OPEN);
  }

  private static Checkpoint until(Instant deadline, Clock clock) {
    return () -> {
      if (clock.instant().isAfter(deadline)) {
        throw WithdrawnException.deadlinePassed(deadline);
      }
    };
  }

  /** This one and then another. */
  default Checkpoint and(Checkpoint next) {
    return () -> {
      pass();
      next.pass();
    };
  }
}
