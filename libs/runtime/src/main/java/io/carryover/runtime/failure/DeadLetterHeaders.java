package io.carryover.runtime.failure;

import io.carryover.events.Reason;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;

/**
 * Headers that say why a record is a dead letter and where it came from. They are added to the
 * record's own; a record that was redriven and failed again carries the latest cause only.
 */
public final class DeadLetterHeaders {
  public static final String CAUSE_CODE = "carryover-cause-code";
  public static final String CAUSE_MESSAGE = "carryover-cause-message";
  public static final String TOPIC = "carryover-topic";
  public static final String PARTITION = "carryover-partition";
  public static final String OFFSET = "carryover-offset";
  public static final String TIMESTAMP = "carryover-timestamp";
  public static final String GROUP = "carryover-group";
  public static final String DELIVERY_COUNT = "carryover-delivery-count";

  private DeadLetterHeaders() {}

  /** Adds why the record is here. */
  public static void addCause(Headers headers, Reason reason) {
    set(headers, CAUSE_CODE, reason.getCode());
    set(headers, CAUSE_MESSAGE, ShortText.of(reason.getMessage()));
  }

  /** Adds where the record lay: its timestamp is in milliseconds since 1970. */
  public static void addOrigin(
      Headers headers, String topic, int partition, long offset, long timestamp) {
    set(headers, TOPIC, topic);
    set(headers, PARTITION, Integer.toString(partition));
    set(headers, OFFSET, Long.toString(offset));
    set(headers, TIMESTAMP, Long.toString(timestamp));
  }

  /** Adds who read it, a consumer group, share group or streams application, and how often. */
  public static void addReader(Headers headers, String group, int deliveryCount) {
    set(headers, GROUP, group);
    set(headers, DELIVERY_COUNT, Integer.toString(deliveryCount));
  }

  private static void set(Headers headers, String name, String value) {
    headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
