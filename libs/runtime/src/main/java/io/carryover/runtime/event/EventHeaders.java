package io.carryover.runtime.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carryover.runtime.id.Sha256;
import java.time.Clock;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Writes the CloudEvents 1.0 attributes of an event in Kafka's binary mode (section 3.2 of the
 * Kafka protocol binding), in place of any that the headers hold already.
 *
 * <p>{@code ce_id} is the digest of key and bytes: the same event published twice has one id.
 *
 * @param source who publishes, as a URI reference, for example "/prior-service/prior-0"
 * @param clock for {@code ce_time}
 */
public record EventHeaders(String source, Clock clock) {
  private static final String CONTENT_TYPE = "application/avro";

  /** Writes all attributes of one event. */
  public void stamp(Headers headers, String key, SpecificRecord event, byte[] bytes) {
    replace(headers, "content-type", CONTENT_TYPE);
    replace(headers, "ce_specversion", "1.0");
    replace(headers, "ce_id", Sha256.of((key + '\n' + Sha256.of(bytes)).getBytes(UTF_8)));
    replace(headers, "ce_type", event.getSchema().getFullName());
    replace(headers, "ce_source", source);
    replace(headers, "ce_subject", key);
    replace(headers, "ce_time", clock.instant().toString());
  }

  static void replace(Headers headers, String name, String value) {
    headers.remove(name).add(name, value.getBytes(UTF_8));
  }
}
