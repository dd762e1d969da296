package io.carryover.runtime.service;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of a service: prepared and started in order on a thread of their own, closed in reverse
 * order.
 */
public final class ServiceParts implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ServiceParts.class);
  private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);

  private final Runnable prepare;
  private final List<Part> parts;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread starter = new Thread(this::run, "service-start");
  private final Deque<Part> started = new ArrayDeque<>();
  private volatile State state = State.STARTING;

  private enum State {
    STARTING,
    STARTED,
    FAILED,
    CLOSED
  }

  /**
   * Parts, not yet started.
   *
   * @param prepare what must be there before any part, such as topics; repeated while it throws
   *     {@link KafkaException}
   * @param parts in the order of their start
   */
  public ServiceParts(Runnable prepare, List<Part> parts) {
    this.prepare = prepare;
    this.parts = List.copyOf(parts);
    this.starter.setDaemon(true);
  }

  /** Begins to start and returns at once. */
  public void start() {
    starter.start();
  }

  /** The parts in the order of their start. */
  public List<Part> parts() {
    return parts;
  }

  /** Whether nothing has died: the start has not failed, and each started part is alive. */
  public boolean live() {
    return switch (state) {
      case STARTING -> true;
      case STARTED -> parts.stream().allMatch(part -> part.alive().getAsBoolean());
      case FAILED, CLOSED -> false;
    };
  }

  /** Whether all parts are started and ready. */
  public boolean ready() {
    return state == State.STARTED && parts.stream().allMatch(part -> part.ready().getAsBoolean());
  }

  /** Whether a part is started and ready. */
  public boolean ready(Part part) {
    return state == State.STARTED && part.ready().getAsBoolean();
  }

  private void run() {
    try {
      if (prepared()) {
        startParts();
      }
    } catch (InterruptedException e) {
      log.info("start given up, the service stops");
    } catch (RuntimeException e) {
      state = State.FAILED;
      log.error("service cannot start", e);
    }
  }

  /** Whether the preparation succeeded before the service was stopped. */
  private boolean prepared() throws InterruptedException {
    while (true) {
      try {
        prepare.run();
        return true;
      } catch (KafkaException e) {
        log.warn("broker does not answer yet: {}", e.getMessage());
      }
      if (stop.await(TRY_AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
  }

  private synchronized void startParts() {
    if (state == State.STARTING) {
      parts.forEach(this::start);
      state = State.STARTED;
      log.info("started: {}", parts.stream().map(Part::name).toList());
    }
  }

  private void start(Part part) {
    part.start().run();
    started.push(part);
  }

  /** Closes the started parts in reverse order. */
  @Override
  public void close() {
    stop.countDown();
    starter.interrupt();
    closeParts();
  }

  private synchronized void closeParts() {
    state = State.CLOSED;
    while (!started.isEmpty()) {
      close(started.pop());
    }
  }

  private static void close(Part part) {
    try {
      part.close().run();
    } catch (RuntimeException e) {
      log.warn("part does not close cleanly: {}", part.name(), e);
    }
  }
}
