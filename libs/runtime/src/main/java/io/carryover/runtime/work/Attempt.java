package io.carryover.runtime.work;

import io.carryover.events.EventCodec;
import io.carryover.events.EventFormatException;
import io.carryover.events.Reason;
import io.carryover.runtime.failure.RejectedException;
import io.carryover.runtime.failure.TransientException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One delivery of one record, from its bytes to the verdict. Runs on the worker thread; {@link
 * #stop} may come from any thread. A dead letter is durable before its verdict is returned. The
 * work goes on with the trace that the record came with.
 */
final class Attempt<T extends SpecificRecord> implements Callable<Verdict>, WorkContext {
  private static final Logger log = LoggerFactory.getLogger(Attempt.class);

  /** The record kept interrupting its workers: shut down, killed, or out of reach of the broker. */
  private static final String INTERRUPTED_TOO_OFTEN = "INTERRUPTED_TOO_OFTEN";

  private static final String WORK_FAILED = "WORK_FAILED";

  private final ConsumerRecord<byte[], byte[]> record;
  private final WorkQueueSettings settings;
  private final Class<T> type;
  private final Worker<T> worker;
  private final DeadLetters deadLetters;
  private final WorkMetrics metrics;
  private final CountDownLatch stop = new CountDownLatch(1);

  Attempt(
      ConsumerRecord<byte[], byte[]> record,
      WorkQueueSettings settings,
      Class<T> type,
      Worker<T> worker,
      DeadLetters deadLetters,
      WorkMetrics metrics) {
    this.record = record;
    this.settings = settings;
    this.type = type;
    this.worker = worker;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
  }

  /** Tells the worker to stop at the next safe point. */
  void stop() {
    stop.countDown();
  }

  @Override
  public int deliveryCount() {
    return record.deliveryCount().map(Short::intValue).orElse(1);
  }

  @Override
  public boolean stopping() {
    return stop.getCount() == 0;
  }

  @Override
  public Verdict call() throws InterruptedException {
    try {
      return done(EventCodec.decode(record.value(), type));
    } catch (EventFormatException e) {
      return settled(Verdict.REJECTED, e.reason(), () -> {});
    }
  }

  private Verdict done(T event) throws InterruptedException {
    if (deliveryCount() > WorkQueueSettings.MOST_DELIVERIES) {
      return failed(event, new Reason(INTERRUPTED_TOO_OFTEN, interruptions()));
    }
    return persistently(() -> worked(event), cause -> failed(event, cause));
  }

  private Verdict worked(T event) throws Exception {
    try {
      worker.work(event, this);
      return Verdict.COMPLETED;
    } catch (RejectedException e) {
      Reason reason = e.reason();
      return settled(Verdict.REJECTED, reason, () -> worker.rejected(event, reason));
    } catch (WorkReleasedException e) {
      return stopping() ? released(e) : givenBack(event, e);
    }
  }

  private Verdict released(Throwable cause) {
    log.info("{} stopped", where(), cause);
    return Verdict.RELEASED;
  }

  /** Another replica may do it; who did not up to the limit gives it up. */
  private Verdict givenBack(T event, WorkReleasedException cause) throws InterruptedException {
    if (deliveryCount() >= settings.failureLimit()) {
      return failed(event, cause);
    }
    log.warn("{} is given back: {}", where(), cause.getMessage());
    pause(settings.retryDelay().multipliedBy(1L << (deliveryCount() - 1)));
    return Verdict.RETRIED;
  }

  private Verdict failed(T event, Throwable cause) throws InterruptedException {
    log.error("{} failed for the last time", where(), cause);
    return failed(event, new Reason(WORK_FAILED, cause.toString()));
  }

  private Verdict failed(T event, Reason reason) throws InterruptedException {
    return settled(Verdict.FAILED, reason, () -> worker.failed(event, reason));
  }

  private Verdict settled(Verdict verdict, Reason reason, Runnable told)
      throws InterruptedException {
    return persistently(() -> putAside(verdict, reason, told), this::notPutAside);
  }

  private Verdict putAside(Verdict verdict, Reason reason, Runnable told) {
    deadLetters.write(record, deliveryCount(), reason);
    told.run();
    log.warn("{} {}: {} {}", where(), verdict, reason.getCode(), reason.getMessage());
    return verdict;
  }

  private Verdict notPutAside(Throwable cause) {
    log.error("{} could not be put aside and will be delivered again", where(), cause);
    return Verdict.RETRIED;
  }

  /**
   * Tries a step while patience lasts. The record stays with this replica meanwhile: a failure
   * costs no delivery, so that the broker's count is of interruptions alone.
   */
  private Verdict persistently(Callable<Verdict> step, LastResort lastResort)
      throws InterruptedException {
    Patience patience = new Patience(settings);
    Optional<Verdict> verdict = tried(step, patience, lastResort);
    while (verdict.isEmpty()) {
      verdict = stopping() ? Optional.of(Verdict.RELEASED) : tried(step, patience, lastResort);
    }
    return verdict.get();
  }

  /** One try; empty when there is to be another. */
  private Optional<Verdict> tried(Callable<Verdict> step, Patience patience, LastResort lastResort)
      throws InterruptedException {
    try {
      return Optional.of(step.call());
    } catch (Throwable e) {
      return afterFailure(e, patience, lastResort);
    }
  }

  private Optional<Verdict> afterFailure(
      Throwable failure, Patience patience, LastResort lastResort) throws InterruptedException {
    if (stopping()) {
      return Optional.of(released(failure));
    }
    Optional<Duration> pause = patience.after(failure);
    if (pause.isEmpty()) {
      return Optional.of(lastResort.after(failure));
    }
    retryAfter(pause.get(), failure);
    return Optional.empty();
  }

  private void retryAfter(Duration pause, Throwable cause) throws InterruptedException {
    if (TransientException.describes(cause)) {
      log.warn("{} waits {} for what may pass: {}", where(), pause, cause.toString());
    } else {
      log.warn("{} failed and is tried again after {}", where(), pause, cause);
    }
    metrics.retried();
    pause(pause);
  }

  /** Ends early when told to stop. */
  private void pause(Duration pause) throws InterruptedException {
    if (stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
      log.info("{} is no longer tried", where());
    }
  }

  /** What is done when there are no more tries. */
  @FunctionalInterface
  private interface LastResort {
    Verdict after(Throwable failure) throws InterruptedException;
  }

  private String interruptions() {
    return "a record may be delivered %d times, this is delivery %d (%s)"
        .formatted(WorkQueueSettings.MOST_DELIVERIES, deliveryCount(), where());
  }

  private String where() {
    return "%s-%d@%d delivery %d"
        .formatted(record.topic(), record.partition(), record.offset(), deliveryCount());
  }
}
