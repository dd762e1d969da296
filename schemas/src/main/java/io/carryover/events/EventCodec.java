package io.carryover.events;

import io.carryover.events.EventFormatException.Code;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Events to bytes and back, by Avro's single-object encoding: C3 01, the schema's 64-bit
 * fingerprint (little endian), the record. Bytes of any version in the committed history are read
 * into the current record.
 *
 * <p>Decoding takes memory in proportion to the bytes given, whatever lengths they claim. Safe for
 * use by several threads.
 */
public final class EventCodec {
  private static final int HEADER_BYTES = 10;
  private static final int FINGERPRINT_AT = 2;
  private static final byte[] MARKER = {(byte) 0xC3, 0x01};

  private EventCodec() {}

  /** The bytes of an event. */
  public static byte[] encode(SpecificRecord event) {
    SpecificData model = SpecificData.getForSchema(event.getSchema());
    try {
      ByteBuffer bytes =
          new BinaryMessageEncoder<SpecificRecord>(model, event.getSchema(), true).encode(event);
      return toArray(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot encode " + event.getSchema().getName(), e);
    }
  }

  /**
   * The event of some bytes.
   *
   * @throws EventFormatException when they are none that this code knows
   */
  public static SpecificRecord decode(byte[] bytes) {
    return decode(bytes, SchemaHistory.COMMITTED);
  }

  static SpecificRecord decode(byte[] bytes, SchemaHistory history) {
    SchemaHistory.Version version = version(bytes, history);
    checkLengths(version.schema(), bytes);
    try {
      return version.decoder().decode(bytes);
    } catch (IOException | RuntimeException e) {
      throw broken(version.schema(), bytes, e);
    }
  }

  /**
   * The event of some bytes, which must be of the given type.
   *
   * @throws EventFormatException when they are none that this code knows, or of another type
   */
  public static <T extends SpecificRecord> T decode(byte[] bytes, Class<T> type) {
    SpecificRecord event = decode(bytes);
    if (!type.isInstance(event)) {
      throw new EventFormatException(
          Code.UNEXPECTED_RECORD,
          "expected %s, found %s".formatted(type.getSimpleName(), event.getSchema().getName()));
    }
    return type.cast(event);
  }

  private static SchemaHistory.Version version(byte[] bytes, SchemaHistory history) {
    checkMarker(bytes);
    long fingerprint =
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(FINGERPRINT_AT);
    return history
        .version(fingerprint)
        .orElseThrow(
            () ->
                new EventFormatException(
                    Code.UNKNOWN_SCHEMA,
                    "no schema of the history has the fingerprint %016x".formatted(fingerprint)));
  }

  private static void checkMarker(byte[] bytes) {
    int length = bytes == null ? 0 : bytes.length;
    if (length < HEADER_BYTES || bytes[0] != MARKER[0] || bytes[1] != MARKER[1]) {
      throw new EventFormatException(
          Code.NOT_AVRO_SINGLE_OBJECT,
          "an event starts with C3 01 and a fingerprint; these %d bytes do not".formatted(length));
    }
  }

  private static void checkLengths(Schema schema, byte[] bytes) {
    ByteArrayInputStream body =
        new ByteArrayInputStream(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES);
    try {
      walk(schema, DecoderFactory.get().directBinaryDecoder(body, null));
    } catch (IOException | RuntimeException e) {
      throw broken(schema, bytes, e);
    }
    if (body.available() > 0) {
      throw broken(
          schema, bytes, new AvroRuntimeException(body.available() + " bytes are left over"));
    }
  }

  /**
   * Passes over a value without building it: a length or count beyond the bytes ends here, before
   * memory is taken for it. Avro's own skip believes the sizes of array blocks, hence not used.
   */
  private static void walk(Schema schema, BinaryDecoder in) throws IOException {
    switch (schema.getType()) {
      case RECORD -> {
        for (Schema.Field field : schema.getFields()) {
          walk(field.schema(), in);
        }
      }
      case UNION -> walk(schema.getTypes().get(in.readIndex()), in);
      case ARRAY -> walkItems(schema.getElementType(), in);
      default -> GenericDatumReader.skip(schema, in);
    }
  }

  private static void walkItems(Schema item, BinaryDecoder in) throws IOException {
    for (long count = in.readArrayStart(); count != 0; count = in.arrayNext()) {
      for (long i = 0; i < count; i++) {
        walk(item, in);
      }
    }
  }

  private static EventFormatException broken(Schema schema, byte[] bytes, Exception cause) {
    return new EventFormatException(
        Code.BROKEN_RECORD,
        "%d bytes do not follow the schema of %s: %s"
            .formatted(bytes.length, schema.getName(), cause),
        cause);
  }

  private static byte[] toArray(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
