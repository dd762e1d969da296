package io.carryover.runtime.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carryover.events.EventCodec;
import io.carryover.events.EventFormatException;
import io.carryover.events.Topic;
import io.carryover.runtime.failure.DeadLetterHeaders;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Reads a topic into a topology: good records on, bad bytes to the topic's dead letters. */
public final class EventDecoding {
  private EventDecoding() {}

  /**
   * The events of a topic by key; a record without a key has the key "".
   *
   * <p>A value that is no event of the topic goes to its dead-letter topic as it came, with {@link
   * DeadLetterHeaders}. A tombstone is passed over.
   */
  public static <T extends SpecificRecord> KStream<String, T> read(
      StreamsBuilder builder, Topic topic, Class<T> type) {
    return readWithTombstones(builder, topic, type).filter((key, event) -> event != null);
  }

  /** The same with tombstones, as null, for who must forget a key that was deleted. */
  public static <T extends SpecificRecord> KStream<String, T> readWithTombstones(
      StreamsBuilder builder, Topic topic, Class<T> type) {
    KStream<byte[], Decoded> all =
        builder.stream(topic.topicName(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
            .processValues(() -> new Decoder(type));
    all.filter((key, value) -> value instanceof Broken)
        .mapValues(value -> ((Broken) value).bytes())
        .to(topic.deadLetterName(), Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
    return all.filter((key, value) -> value instanceof Sound)
        .map((key, value) -> KeyValue.pair(text(key), type.cast(((Sound) value).event())));
  }

  private static String text(byte[] key) {
    return key == null ? "" : new String(key, UTF_8);
  }

  private sealed interface Decoded {}

  /** An event, or null for a tombstone. */
  private record Sound(SpecificRecord event) implements Decoded {}

  @SuppressWarnings("ArrayRecordComponent") // carried from one processor to the next, not compared
  private record Broken(byte[] bytes) implements Decoded {}

  /** Decodes a value; where that fails, writes the cause into the headers. */
  private static final class Decoder extends ContextualFixedKeyProcessor<byte[], byte[], Decoded> {
    private final Class<? extends SpecificRecord> type;

    Decoder(Class<? extends SpecificRecord> type) {
      this.type = type;
    }

    @Override
    public void process(FixedKeyRecord<byte[], byte[]> message) {
      try {
        context().forward(message.withValue(decoded(message.value())));
      } catch (EventFormatException e) {
        Decoded bytes = new Broken(message.value());
        context().forward(message.withValue(bytes).withHeaders(explained(message, e)));
      }
    }

    private Decoded decoded(byte[] value) {
      return new Sound(value == null ? null : EventCodec.decode(value, type));
    }

    private Headers explained(FixedKeyRecord<byte[], byte[]> message, EventFormatException cause) {
      Headers explained = new RecordHeaders(message.headers());
      RecordMetadata origin = context().recordMetadata().orElseThrow();
      DeadLetterHeaders.addCause(explained, cause.reason());
      DeadLetterHeaders.addOrigin(
          explained, origin.topic(), origin.partition(), origin.offset(), message.timestamp());
      DeadLetterHeaders.addReader(explained, context().applicationId(), 1);
      return explained;
    }
  }
}
