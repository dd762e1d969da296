package io.carryover.runtime.work;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.avro.specific.SpecificRecord;

/**
 * Work from a topic, one record at a time, shared with every replica of the same group. The record
 * stays locked while the worker works, however long; it is accepted when the worker has returned.
 * Delivery is at least once: whatever is killed, cut off or shut down is delivered again.
 *
 * <p>Two threads: one talks to the broker, the other works. All methods may be called from any
 * thread.
 */
public final class WorkQueue<T extends SpecificRecord> implements AutoCloseable {
  /** Time for acknowledging and leaving the group, after the drain. */
  private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(15);

  private final WorkQueueSettings settings;
  private final DeadLetters deadLetters;
  private final ExecutorService workerThread;
  private final Backlog backlog;
  private final WorkLoop loop;
  private final Thread loopThread;

  /**
   * Prepares a queue; {@link #start} begins to work.
   *
   * @param kafkaConfig how to reach the broker, for every kind of client
   * @param type the topic's record
   * @param worker what to do with a record
   * @param meters where the figures go
   */
  public WorkQueue(
      Map<String, Object> kafkaConfig,
      WorkQueueSettings settings,
      Class<T> type,
      Worker<T> worker,
      MeterRegistry meters) {
    requireRecordOf(settings, type);
    String name = "work-" + settings.topic().topicName();
    this.settings = settings;
    this.deadLetters = new DeadLetters(kafkaConfig, settings.topic(), settings.group());
    this.workerThread = Executors.newSingleThreadExecutor(task -> WorkThreads.daemon(task, name));
    this.backlog = new Backlog(Map.copyOf(kafkaConfig), settings.topic(), settings.group());
    WorkMetrics metrics = new WorkMetrics(meters, settings, backlog);
    this.loop =
        new WorkLoop(
            Map.copyOf(kafkaConfig),
            settings,
            record -> new Attempt<>(record, settings, type, worker, deadLetters, metrics),
            workerThread,
            metrics);
    this.loopThread = WorkThreads.daemon(loop, name + "-lock");
  }

  /** Begins to take records, as soon as the broker can be reached. */
  public void start() {
    loopThread.start();
    backlog.start();
  }

  /** Records accepted or put aside as dead letters since the start. */
  public long processed() {
    return loop.processed();
  }

  /** Whether the queue is being worked off, or at least tries to reach the broker. */
  public boolean alive() {
    return loopThread.isAlive();
  }

  /**
   * Whether the queue is being worked off: this replica is in the share group and nothing is known
   * that keeps it from taking the next record.
   */
  public boolean ready() {
    return alive() && loop.joined();
  }

  /**
   * Takes no further record, tells the worker to stop and waits for it within the drain timeout; a
   * record that is not done by then is given back.
   */
  @Override
  public void close() {
    backlog.close();
    loop.stop();
    join();
    workerThread.shutdownNow();
    deadLetters.close();
  }

  private void join() {
    try {
      loopThread.join(settings.drainTimeout().plus(LEAVE_TIMEOUT).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void requireRecordOf(WorkQueueSettings settings, Class<?> type) {
    if (!Objects.equals(settings.topic().record(), type)) {
      throw new IllegalArgumentException(
          "%s holds %s, not %s"
              .formatted(
                  settings.topic().topicName(),
                  settings.topic().record().getSimpleName(),
                  type.getSimpleName()));
    }
  }
}
