package io.carryover.cli.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Time since a command began. */
public final class Elapsed {
  private final Clock clock;
  private final Instant start;

  public Elapsed(Clock clock) {
    this.clock = clock;
    this.start = clock.instant();
  }

  public Duration soFar() {
    return Duration.between(start, clock.instant());
  }

  /** Minutes and seconds, for example {@code 1:05}; with hours from one hour on. */
  public static String text(Duration duration) {
    return duration.toHours() == 0
        ? "%d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart())
        : "%d:%02d:%02d"
            .formatted(duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
  }

  @Override
  public String toString() {
    return text(soFar());
  }
}
