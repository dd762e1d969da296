package io.carryover.inference.segmentation;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * How a scan is to be worked on.
 *
 * @param priority whose patches go first
 * @param deadline when the result is of no use any more; empty for never
 * @param checkpoint whether the work goes on; knows the deadline
 */
public record Terms(Priority priority, Optional<Instant> deadline, Checkpoint checkpoint) {
  /** After whoever came before, to the end. */
  public static final Terms ROUTINE = of(Priority.ROUTINE);

  /** To the end. */
  public static Terms of(Priority priority) {
    return new Terms(priority, Optional.empty(), Checkpoint.OPEN);
  }

  /** Until a deadline, if there is one. */
  public static Terms until(Optional<Instant> deadline, Priority priority, Clock clock) {
    return new Terms(priority, deadline, Checkpoint.until(deadline, clock));
  }

  /** The same, and something more that may end the work. */
  public Terms and(Checkpoint more) {
    return new Terms(priority, deadline, checkpoint.and(more));
  }
}
