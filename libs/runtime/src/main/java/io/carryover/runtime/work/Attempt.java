package io.carryover.runtime.work;

import io.carryover.events.EventCodec;
import io.carryover.events.EventFormatException;
import io.carryover.events.Reason;
import io.carryover.runtime.failure.RejectedException;
import java.time.Duration;
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

  private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

  private final ConsumerRecord<byte[], byte[]> record;
  private final WorkQueueSettings settings;
  private final Class<T> type;
  private final Worker<T> worker;
  private final DeadLetters deadLetters;
  private final CountDownLatch stop = new CountDownLatch(1);

  Attempt(
      ConsumerRecord<byte[], byte[]> record,
      WorkQueueSettings settings,
      Class<T> type,
      Worker<T> worker,
      DeadLetters deadLetters) {
    this.record = record;
    this.settings = settings;
    this.type = type;
    this.worker = worker;
    this.deadLetters = deadLetters;
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
      return workOn(EventCodec.decode(record.value(), type));
    } catch (EventFormatException e) {
      return unreadable(e);
    }
  }

  private Verdict unreadable(EventFormatException cause) throws InterruptedException {
    return settled(Verdict.REJECTED, cause.reason(), () -> {});
  }

  private Verdict workOn(T event) throws InterruptedException {
    if (deliveryCount() > WorkQueueSettings.MOST_DELIVERIES) {
      return failed(event, new Reason(INTERRUPTED_TOO_OFTEN, interruptions()));
    }
    try {
      worker.work(event, this);
      return Verdict.COMPLETED;
    } catch (RejectedException e) {
      return rejected(event, e.reason());
    } catch (Throwable e) {
      return interruptedOrFailed(event, e);
    }
  }

  private Verdict interruptedOrFailed(T event, Throwable cause) throws InterruptedException {
    if (stopping()) {
      log.info("{} stopped", where(), cause);
      return Verdict.RELEASED;
    }
    if (deliveryCount() < settings.deliveryLimit()) {
      log.warn("{} failed and will be tried again", where(), cause);
      return retried();
    }
    log.error("{} failed for the last time", where(), cause);
    return failed(event, new Reason(WORK_FAILED, cause.toString()));
  }

  private Verdict rejected(T event, Reason reason) throws InterruptedException {
    return settled(Verdict.REJECTED, reason, () -> worker.rejected(event, reason));
  }

  private Verdict failed(T event, Reason reason) throws InterruptedException {
    return settled(Verdict.FAILED, reason, () -> worker.failed(event, reason));
  }

  private Verdict settled(Verdict verdict, Reason reason, Runnable told)
      throws InterruptedException {
    try {
      deadLetters.write(record, deliveryCount(), reason);
      told.run();
      log.warn("{} {}: {} {}", where(), verdict, reason.getCode(), reason.getMessage());
      return verdict;
    } catch (RuntimeException e) {
      log.error("{} could not be put aside and will be delivered again", where(), e);
      return retried();
    }
  }

  /** Holds the record back for a while, which doubles with each delivery, unless told to stop. */
  private Verdict retried() throws InterruptedException {
    boolean stopped = stop.await(retryDelay().toMillis(), TimeUnit.MILLISECONDS);
    return stopped ? Verdict.RELEASED : Verdict.RETRIED;
  }

  private Duration retryDelay() {
    Duration delay = settings.retryDelay().multipliedBy(1L << (deliveryCount() - 1));
    return delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
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
