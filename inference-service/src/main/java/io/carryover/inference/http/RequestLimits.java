package io.carryover.inference.http;

import io.carryover.inference.segmentation.Checkpoint;
import io.carryover.inference.segmentation.Priority;
import io.carryover.inference.segmentation.Terms;
import io.carryover.runtime.failure.RejectedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** How requests by HTTP are worked on: as they ask for, within the longest time of the service. */
final class RequestLimits {
  private static final double MILLIS_PER_SECOND = 1000;

  private final Duration longest;
  private final Clock clock;

  RequestLimits(Duration longest, Clock clock) {
    this.longest = longest;
    this.clock = clock;
  }

  /**
   * The terms of a request that begins now.
   *
   * @param priority stat or routine
   * @param seconds time that the request gives; the longest one if it does not say
   * @throws RejectedException PRIORITY_UNKNOWN or DEADLINE_INVALID
   */
  Terms terms(String priority, Optional<Double> seconds) {
    Instant deadline = clock.instant().plus(seconds.map(this::within).orElse(longest));
    return new Terms(priority(priority), Checkpoint.until(Optional.of(deadline), clock));
  }

  private Duration within(double seconds) {
    if (!(seconds > 0)) {
      throw new RejectedException(
          "DEADLINE_INVALID", "a deadline is more than 0 seconds away, got " + seconds);
    }
    double most = Math.min(seconds * MILLIS_PER_SECOND, (double) longest.toMillis());
    return Duration.ofMillis((long) Math.ceil(most));
  }

  private static Priority priority(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "stat" -> Priority.STAT;
      case "routine" -> Priority.ROUTINE;
      default ->
          throw new RejectedException(
              "PRIORITY_UNKNOWN", "priorities are stat and routine, got \"%s\"".formatted(name));
    };
  }
}
