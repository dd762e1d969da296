package io.carryover.runtime.work;

import io.carryover.runtime.event.TraceContext;
import io.carryover.runtime.topics.TopicSetup;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes records one by one, keeps each locked while its attempt runs on the worker thread, and
 * acknowledges the verdict. The only thread that touches the share consumer runs this; {@link
 * #stop} may come from any thread.
 */
final class WorkLoop implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(WorkLoop.class);

  /** Longest time until a stop is seen. */
  private static final Duration BEAT = Duration.ofMillis(250);

  private static final Duration REJOIN_DELAY = Duration.ofSeconds(2);

  private final Map<String, Object> kafkaConfig;
  private final WorkQueueSettings settings;
  private final Function<ConsumerRecord<byte[], byte[]>, Attempt<?>> attempts;
  private final ExecutorService workerThread;
  private final WorkMetrics metrics;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final AtomicLong processed = new AtomicLong();
  private volatile Attempt<?> current;
  private volatile boolean joined;
  private volatile long stoppedAtNanos;

  WorkLoop(
      Map<String, Object> kafkaConfig,
      WorkQueueSettings settings,
      Function<ConsumerRecord<byte[], byte[]>, Attempt<?>> attempts,
      ExecutorService workerThread,
      WorkMetrics metrics) {
    this.kafkaConfig = kafkaConfig;
    this.settings = settings;
    this.attempts = attempts;
    this.workerThread = workerThread;
    this.metrics = metrics;
  }

  /** Takes no further record, and tells the worker to stop. */
  void stop() {
    stoppedAtNanos = System.nanoTime();
    stop.countDown();
    Attempt<?> running = current;
    if (running != null) {
      running.stop();
    }
  }

  long processed() {
    return processed.get();
  }

  /** Whether the last attempt to take a record went well, be there a record or not. */
  boolean joined() {
    return joined;
  }

  @Override
  public void run() {
    while (!stopping()) {
      try {
        serve();
      } catch (RuntimeException e) {
        rejoinAfter(e);
      }
    }
  }

  private void serve() {
    TopicSetup setup = new TopicSetup(kafkaConfig);
    setup.ensure(settings.topic());
    setup.ensureShareGroups(settings.group());
    try (ShareGroupMember member =
        new ShareGroupMember(kafkaConfig, settings.topic().topicName(), settings.group())) {
      while (!stopping()) {
        Optional<ConsumerRecord<byte[], byte[]>> record = member.take(BEAT);
        joined = true;
        record.ifPresent(taken -> process(member, taken));
      }
    }
  }

  private void process(ShareGroupMember member, ConsumerRecord<byte[], byte[]> record) {
    long startedNanos = System.nanoTime();
    metrics.started();
    String outcome = WorkMetrics.LOST;
    try {
      outcome = settle(member, record).outcome();
    } catch (LockLostException e) {
      log.warn("{} will be delivered again: {}", where(record), e.getMessage());
    } finally {
      current = null;
      metrics.ended(outcome, Duration.ofNanos(System.nanoTime() - startedNanos));
    }
  }

  private Verdict settle(ShareGroupMember member, ConsumerRecord<byte[], byte[]> record)
      throws LockLostException {
    Verdict verdict = hold(member, record, start(record));
    member.acknowledge(record, verdict.acknowledgement());
    if (verdict.isFinal()) {
      processed.incrementAndGet();
    }
    return verdict;
  }

  /** Begins to work, within the trace that the record came with. */
  private Future<Verdict> start(ConsumerRecord<byte[], byte[]> record) {
    Attempt<?> attempt = attempts.apply(record);
    current = attempt;
    if (stopping()) {
      attempt.stop();
    }
    return workerThread.submit(TraceContext.extract(record.headers()).wrap(attempt));
  }

  /**
   * Renews the lock until the work ends. Losing it stops the work, but is reported after its end.
   */
  private Verdict hold(
      ShareGroupMember member, ConsumerRecord<byte[], byte[]> record, Future<Verdict> work)
      throws LockLostException {
    long periodNanos = member.renewalPeriod().toNanos();
    long renewedNanos = System.nanoTime();
    Optional<Verdict> verdict = await(work);
    while (verdict.isEmpty()) {
      if (System.nanoTime() - renewedNanos >= periodNanos) {
        renew(member, record, work);
        renewedNanos = System.nanoTime();
      }
      verdict = await(work);
    }
    return verdict.get();
  }

  private void renew(
      ShareGroupMember member, ConsumerRecord<byte[], byte[]> record, Future<Verdict> work)
      throws LockLostException {
    try {
      member.renew(record);
    } catch (LockLostException e) {
      log.warn("stopping the work on {}, whose lock is lost", where(record));
      current.stop();
      awaitEnd(work);
      throw e;
    }
  }

  /** Nothing may be polled meanwhile: that would take another record. */
  private void awaitEnd(Future<Verdict> work) {
    while (await(work).isEmpty()) {
      log.debug("waiting for the worker to stop");
    }
  }

  /** The verdict, if it comes within a beat; work that outlasts the drain is given up. */
  private Optional<Verdict> await(Future<Verdict> work) {
    try {
      return Optional.of(work.get(BEAT.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return drained() ? Optional.of(giveUp(work)) : Optional.empty();
    } catch (ExecutionException e) {
      log.error("the worker was interrupted", e.getCause());
      return Optional.of(Verdict.RELEASED);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private boolean drained() {
    return stopping() && System.nanoTime() - stoppedAtNanos > settings.drainTimeout().toNanos();
  }

  private Verdict giveUp(Future<Verdict> work) {
    log.warn("the worker did not stop within {}; interrupting it", settings.drainTimeout());
    work.cancel(true);
    return Verdict.RELEASED;
  }

  private boolean stopping() {
    return stop.getCount() == 0;
  }

  private void rejoinAfter(RuntimeException error) {
    joined = false;
    log.error("{} is not being worked off; joining again", settings.topic().topicName(), error);
    try {
      stop.await(REJOIN_DELAY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static String where(ConsumerRecord<byte[], byte[]> record) {
    return "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
  }
}
