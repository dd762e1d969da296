package io.carryover.inference.registry;

import io.carryover.events.ModelExported;
import io.carryover.events.Reason;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again what may pass, such as a store that does not answer; what still fails then is refused
 * as OPENING_FAILED. Waits on the caller's thread.
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
    return lastTrial(exported);
  }

  private ServedModel lastTrial(ModelExported exported) {
    try {
      return opening.open(exported);
    } catch (ModelRefusedException e) {
      throw e;
    } catch (RuntimeException e) {
      log.error("model {} cannot be opened", exported.getModel(), e);
      throw new ModelRefusedException(
          new Reason("OPENING_FAILED", "%d trials failed, the last: %s".formatted(trials, e)));
    }
  }

  private void pause() {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
