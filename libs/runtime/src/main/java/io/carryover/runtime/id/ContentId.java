package io.carryover.runtime.id;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Ids that are hashes of what they name: the first 32 hex digits of SHA-256 over the record's full
 * name and its Avro binary form, in which strings, numbers and arrays have one encoding only.
 *
 * <p>Fields that may differ between two records of one meaning (the id itself, times) are blanked
 * first: strings to "", numbers to 0, what may be null to null.
 */
public final class ContentId {
  private static final int DIGITS = 32;

  private ContentId() {}

  /**
   * Id of a record.
   *
   * @param record what is named; left as it is
   * @param blanked top-level string, int, long, double or nullable fields that are no part of the
   *     id
   * @throws IllegalArgumentException if a blanked field does not exist or is of another type
   */
  public static String of(SpecificRecord record, String... blanked) {
    Schema schema = record.getSchema();
    SpecificRecord copy = SpecificData.getForClass(record.getClass()).deepCopy(schema, record);
    Arrays.stream(blanked).forEach(field -> blank(copy, field));
    return Sha256.of(named(schema, binary(copy))).substring(0, DIGITS);
  }

  private static void blank(SpecificRecord record, String name) {
    Schema.Field field = record.getSchema().getField(name);
    if (field == null) {
      throw new IllegalArgumentException(
          "a blanked field must exist: no \"%s\" in %s"
              .formatted(name, record.getSchema().getFullName()));
    }
    record.put(field.pos(), nothing(field));
  }

  private static Object nothing(Schema.Field field) {
    if (field.schema().getLogicalType() != null) {
      return Instant.EPOCH;
    }
    return switch (field.schema().getType()) {
      case STRING -> "";
      case INT -> 0;
      case LONG -> 0L;
      case DOUBLE -> 0.0;
      case UNION -> null;
      default ->
          throw new IllegalArgumentException(
              "a blanked field must be a string or a number: %s is %s"
                  .formatted(field.name(), field.schema().getType()));
    };
  }

  private static byte[] binary(SpecificRecord record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    SpecificData data = SpecificData.getForClass(record.getClass());
    try {
      new SpecificDatumWriter<SpecificRecord>(record.getSchema(), data).write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  private static byte[] named(Schema schema, byte[] binary) {
    byte[] name = (schema.getFullName() + '\n').getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(name, name.length + binary.length);
    System.arraycopy(binary, 0, all, name.length, binary.length);
    return all;
  }
}
