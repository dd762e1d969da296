package io.carryover.runtime.work;

import io.carryover.events.Topic;
import java.time.Duration;
import java.util.Objects;

/**
 * How a work queue behaves.
 *
 * @param topic the queue
 * @param group the share group; replicas that share the work have the same
 * @param deliveryLimit a failure at this delivery, counted from 1, is final: 1 to {@value
 *     #MOST_DELIVERIES}
 * @param retryDelay how long a failed record is held before it is given back; doubled with each
 *     delivery, a minute at most
 * @param drainTimeout how long closing waits for the worker before it is interrupted
 */
public record WorkQueueSettings(
    Topic topic, String group, int deliveryLimit, Duration retryDelay, Duration drainTimeout) {

  /**
   * Deliveries that may be worked on, interrupted ones included. The broker allows 10 and then
   * drops the record silently; the ones in between are kept for writing the dead letter.
   */
  public static final int MOST_DELIVERIES = 8;

  private static final int DELIVERY_LIMIT = 5;
  private static final Duration RETRY_DELAY = Duration.ofSeconds(1);
  private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(30);

  public WorkQueueSettings {
    Objects.requireNonNull(topic, "topic");
    requireQueue(topic);
    requireGroup(group);
    requireLimit(deliveryLimit);
    requireNotNegative(retryDelay, "retryDelay");
    requireNotNegative(drainTimeout, "drainTimeout");
  }

  /** Five deliveries, the first retry after a second, half a minute to drain. */
  public static WorkQueueSettings of(Topic topic, String group) {
    return new WorkQueueSettings(topic, group, DELIVERY_LIMIT, RETRY_DELAY, DRAIN_TIMEOUT);
  }

  public WorkQueueSettings withDeliveryLimit(int deliveries) {
    return new WorkQueueSettings(topic, group, deliveries, retryDelay, drainTimeout);
  }

  public WorkQueueSettings withRetryDelay(Duration delay) {
    return new WorkQueueSettings(topic, group, deliveryLimit, delay, drainTimeout);
  }

  public WorkQueueSettings withDrainTimeout(Duration timeout) {
    return new WorkQueueSettings(topic, group, deliveryLimit, retryDelay, timeout);
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

  private static void requireLimit(int deliveries) {
    if (deliveries < 1 || deliveries > MOST_DELIVERIES) {
      throw new IllegalArgumentException(
          "the delivery limit is 1 to %d, not %d".formatted(MOST_DELIVERIES, deliveries));
    }
  }

  private static void requireNotNegative(Duration duration, String name) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(name + " is not negative: " + duration);
    }
  }
}
