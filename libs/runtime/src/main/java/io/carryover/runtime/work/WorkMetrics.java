package io.carryover.runtime.work;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Figures of a queue, by topic: {@code carryover_work_seconds} and {@code
 * carryover_work_records_total} by outcome (completed, rejected, failed, retried, released, lost),
 * {@code carryover_work_retries_total}, the tries that failed and are repeated, {@code
 * carryover_work_in_flight}, and {@code carryover_work_backlog}, the records that wait or are in
 * work anywhere.
 */
final class WorkMetrics {
  static final String LOST = "lost";

  private final MeterRegistry meters;
  private final Tags topic;
  private final AtomicInteger inFlight;

  WorkMetrics(MeterRegistry meters, WorkQueueSettings settings, Backlog backlog) {
    this.meters = meters;
    this.topic = Tags.of("topic", settings.topic().topicName());
    this.inFlight = meters.gauge("carryover.work.in.flight", topic, new AtomicInteger());
    meters.gauge("carryover.work.backlog", topic, backlog, Backlog::records);
  }

  void started() {
    inFlight.incrementAndGet();
  }

  void retried() {
    meters.counter("carryover.work.retries", topic).increment();
  }

  void ended(String outcome, Duration duration) {
    inFlight.decrementAndGet();
    meters.timer("carryover.work", topic.and("outcome", outcome)).record(duration);
    meters.counter("carryover.work.records", topic.and("outcome", outcome)).increment();
  }
}
