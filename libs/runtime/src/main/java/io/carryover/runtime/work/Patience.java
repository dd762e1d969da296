package io.carryover.runtime.work;

import io.carryover.runtime.failure.TransientException;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether and when something that failed is tried again. What may pass by itself is waited out,
 * however often it fails; anything else is tried a few times. For one thread.
 */
final class Patience {
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final WorkQueueSettings settings;
  private Duration nextPause;
  private Duration waited = Duration.ZERO;
  private int defects;

  Patience(WorkQueueSettings settings) {
    this.settings = settings;
    this.nextPause = settings.retryDelay();
  }

  /** The pause until the next try, twice as long each time; empty when there is none. */
  Optional<Duration> after(Throwable failure) {
    boolean again =
        TransientException.describes(failure)
            ? waited.compareTo(settings.patience()) < 0
            : ++defects < settings.failureLimit();
    return again ? Optional.of(pause()) : Optional.empty();
  }

  private Duration pause() {
    Duration pause = longer(nextPause, SHORTEST_PAUSE);
    waited = waited.plus(pause);
    nextPause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
    return pause;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
