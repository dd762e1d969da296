package io.carryover.inference.registry;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has postponed models deployed again, a while after each trial, until it is closed. */
final class PostponedModels implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PostponedModels.class);

  private final Runnable deploy;
  private final Duration pause;
  private final ScheduledExecutorService scheduler;

  /**
   * Not yet started.
   *
   * @param deploy deploys again what is postponed
   * @param pause between two trials
   * @param scheduler for this alone; ended by {@link #close}
   */
  PostponedModels(Runnable deploy, Duration pause, ScheduledExecutorService scheduler) {
    this.deploy = deploy;
    this.pause = pause;
    this.scheduler = scheduler;
  }

  /** Begins to wait for the first trial. */
  void start() {
    ScheduledFuture<?> unused =
        scheduler.scheduleWithFixedDelay(
            this::trial, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether there will be a next trial. */
  boolean alive() {
    return !scheduler.isShutdown();
  }

  /** A trial under way is not waited for. */
  @Override
  public void close() {
    scheduler.shutdownNow();
  }

  /** An exception would end the schedule. */
  private void trial() {
    try {
      deploy.run();
    } catch (RuntimeException e) {
      log.warn("postponed models were not all deployed", e);
    }
  }
}
