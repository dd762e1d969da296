package io.carryover.events;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * {@link EventCodec} in Kafka's form, for clients and stream state. Null (a tombstone) stays null.
 * The deserializer throws {@link EventFormatException}, which ends a Kafka client's poll: code that
 * reads topics written by others reads bytes, and decodes where it can send them to a dead letter.
 */
public final class EventSerde implements Serde<SpecificRecord> {

  /** The serde of one type of event. */
  public static <T extends SpecificRecord> Serde<T> of(Class<T> type) {
    return Serdes.serdeFrom(
        (topic, event) -> event == null ? null : EventCodec.encode(event),
        (topic, bytes) -> bytes == null ? null : EventCodec.decode(bytes, type));
  }

  @Override
  public Serializer<SpecificRecord> serializer() {
    return of(SpecificRecord.class).serializer();
  }

  @Override
  public Deserializer<SpecificRecord> deserializer() {
    return of(SpecificRecord.class).deserializer();
  }
}
