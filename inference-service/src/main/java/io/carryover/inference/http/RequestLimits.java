package io.carryover.inference.http;

import io.carryover.inference.segmentation.Priority;
import io.carryover.inference.segmentation.Terms;
import io.carryover.runtime.failure.RejectedException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How requests by HTTP are worked on: as they ask for, within the longest time of the service. */
final class RequestLimits {
  private static final double MILLIS_PER_SECOND = 1000;

  private final Optional<Duration> longest;
  private final Clock clock;

  /**
   * Limits of the service.
   *
   * @param longest time of a request; empty where nobody waits for it
   */
  RequestLimits(Optional<Duration> longest, Clock clock) {
    this.longest = longest;
    this.clock = clock;
  }

  /** The same for requests that are answered later. */
  RequestLimits withoutLongest() {
    return new RequestLimits(Optional.empty(), clock);
  }

  /**
   * The terms of a request that begins now.
   *
   * @param priority stat or routine
   * @param seconds time that the request gives; the longest one if it does not say
   * @throws RejectedException PRIORITY_UNKNOWN or DEADLINE_INVALID
   */
  Terms terms(String priority, Optional<Double> seconds) {
    Optional<Duration> time =
        Stream.of(seconds.map(RequestLimits::time), longest)
            .flatMap(Optional::stream)
            .min(Comparator.naturalOrder());
    return Terms.until(time.map(clock.instant()::plus), priority(priority), clock);
  }

  private static Duration time(double seconds) {
    if (!(seconds > 0 && seconds < Integer.MAX_VALUE)) {
      throw new RejectedException(
          "DEADLINE_INVALID", "a deadline is some seconds away, more than 0, got " + seconds);
    }
    return Duration.ofMillis((long) Math.ceil(seconds * MILLIS_PER_SECOND));
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
