package io.carryover.inference.registry;

import io.carryover.events.ModelExported;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again what may pass within seconds, such as a store that does not answer. Waits on the
 * caller's thread; the failure of the last trial is thrown as it is.
 */
final class RetriedModelOpening implements ModelOpening {
  private static final Logger log = LoggerFactory.getLogger(RetriedModelOpening.class);

  private static final int TRIALS = 3;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ModelOpening opening;
  private final int trials;
  private final Duration pause;

  RetriedModelOpening(ModelOpening opening, int trials, Duration pause) {
    this.opening = opening;
    this.trials = trials;
    this.pause = pause;
  }

  /** Three trials, a second apart. */
  static RetriedModelOpening of(ModelOpening opening) {
    return new RetriedModelOpening(opening, TRIALS, PAUSE);
  }

  @Override
  public ServedModel open(ModelExported exported) {
    for (int trial = 1; trial < trials; trial++) {
      try {
        return opening.open(exported);
      } catch (ModelRefusedException e) {
        throw e;
      } catch (RuntimeException e) {
        log.warn("model {}: trial {} failed: {}", exported.getModel(), trial, e.toString());
        pause();
      }
    }
    return opening.open(exported);
  }

  private void pause() {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
