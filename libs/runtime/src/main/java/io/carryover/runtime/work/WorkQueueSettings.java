package io.carryover.runtime.work;

import io.carryover.events.Topic;
import java.time.Duration;
import java.util.Objects;

/**
 * How a work queue behaves.
 *
 * @param topic the queue
 * @param group the share group; replicas that share the work have the same
 * @param failureLimit this failure, counted from 1, is final, unless it may pass by itself: 1 to
 *     {@value #MOST_DELIVERIES}
 * @param retryDelay how long a failed record is held before it is tried again; doubled with each
 *     failure, five minutes at most
 * @param patience how long in all a record is held for what may pass by itself, such as a store
 *     that is away
 * @param drainTimeout how long closing waits for the worker before it is interrupted
 */
public record WorkQueueSettings(
    Topic topic,
    String group,
    int failureLimit,
    Duration retryDelay,
    Duration patience,
    Duration drainTimeout) {

  /**
   * Deliveries that may be worked on: a record that is delivered again interrupted its worker, or
   * was given back for another one. The broker allows 10 and then drops the record silently; the
   * ones in between are kept for writing the dead letter.
   */
  public static final int MOST_DELIVERIES = 8;

  private static final int FAILURE_LIMIT = 5;
  private static final Duration RETRY_DELAY = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofDays(1);
  private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(30);

  public WorkQueueSettings {
    Objects.requireNonNull(topic, "topic");
    requireQueue(topic);
    requireGroup(group);
    requireLimit(failureLimit);
    requireNotNegative(retryDelay, "retryDelay");
    requireNotNegative(patience, "patience");
    requireNotNegative(drainTimeout, "drainTimeout");
  }

  /** Five failures, the first retry after a second, a day of patience, half a minute to drain. */
  public static WorkQueueSettings of(Topic topic, String group) {
    return new WorkQueueSettings(topic, group, FAILURE_LIMIT, RETRY_DELAY, PATIENCE, DRAIN_TIMEOUT);
  }

  public WorkQueueSettings withFailureLimit(int failures) {
    return new WorkQueueSettings(topic, group, failures, retryDelay, patience, drainTimeout);
  }

  public WorkQueueSettings withRetryDelay(Duration delay) {
    return new WorkQueueSettings(topic, group, failureLimit, delay, patience, drainTimeout);
  }

  public WorkQueueSettings withPatience(Duration time) {
    return new WorkQueueSettings(topic, group, failureLimit, retryDelay, time, drainTimeout);
  }

  public WorkQueueSettings withDrainTimeout(Duration timeout) {
    return new WorkQueueSettings(topic, group, failureLimit, retryDelay, patience, timeout);
  }

  private static void requireQueue(Topic topic) {
    if (!topic.isWorkQueue()) {
      throw new IllegalArgumentException("a work queue's topic is none: " + topic.topicName());
    }
  }

  private static void requireGroup(String group) {
    if (group == null || group.isBlank()) {
      throw new IllegalArgumentException("a work queue needs the name of its group");
    }
  }

  private static void requireLimit(int failures) {
    if (failures < 1 || failures > MOST_DELIVERIES) {
      throw new IllegalArgumentException(
          "the failure limit is 1 to %d, not %d".formatted(MOST_DELIVERIES, failures));
    }
  }

  private static void requireNotNegative(Duration duration, String name) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(name + " is not negative: " + duration);
    }
  }
}
