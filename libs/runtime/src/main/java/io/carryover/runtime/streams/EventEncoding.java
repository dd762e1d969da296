package io.carryover.runtime.streams;

import io.carryover.events.EventCodec;
import io.carryover.events.Topic;
import io.carryover.runtime.event.EventHeaders;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/** Writes events of a topology, with the headers that a publisher would write. */
public final class EventEncoding {
  private EventEncoding() {}

  /**
   * Sends every record of a stream to a topic. The trace context of the record that caused it goes
   * along.
   *
   * @param events of the type that the topic carries
   * @param headers for the CloudEvents attributes
   */
  public static <T extends SpecificRecord> void write(
      KStream<String, T> events, Topic topic, EventHeaders headers) {
    events
        .processValues(() -> new Encoder<T>(headers))
        .to(topic.topicName(), Produced.with(Serdes.String(), Serdes.ByteArray()));
  }

  /**
   * Sends those records of a stream to a topic that are of the topic's type, for decisions that
   * emit several types.
   *
   * @param headers for the CloudEvents attributes
   */
  public static <T extends SpecificRecord> void writeThoseOf(
      Class<T> type, KStream<String, SpecificRecord> events, Topic topic, EventHeaders headers) {
    write(
        events.filter((key, event) -> type.isInstance(event)).mapValues(type::cast),
        topic,
        headers);
  }

  private static final class Encoder<T extends SpecificRecord>
      extends ContextualFixedKeyProcessor<String, T, byte[]> {
    private final EventHeaders stamp;

    Encoder(EventHeaders stamp) {
      this.stamp = stamp;
    }

    @Override
    public void process(FixedKeyRecord<String, T> message) {
      byte[] bytes = EventCodec.encode(message.value());
      Headers headers = new RecordHeaders(message.headers());
      stamp.stamp(headers, message.key(), message.value(), bytes);
      context().forward(message.withValue(bytes).withHeaders(headers));
    }
  }
}
