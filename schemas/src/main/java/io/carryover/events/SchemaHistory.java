package io.carryover.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Every version of every event's schema that was ever written to a topic, from the resources {@code
 * history/RecordName/vN.avsc}, N from 1 without gaps.
 */
final class SchemaHistory {
  static final SchemaHistory COMMITTED = committed();

  /** One version and what reads its bytes into the current record. */
  record Version(Schema schema, BinaryMessageDecoder<SpecificRecord> decoder) {}

  private final Map<String, List<Schema>> byRecord;
  private final Map<Long, Version> byFingerprint;

  SchemaHistory(Map<String, List<Schema>> byRecord) {
    this.byRecord = Map.copyOf(byRecord);
    this.byFingerprint = new HashMap<>();
    for (Topic topic : Topic.values()) {
      byRecord.get(topic.record().getSimpleName()).forEach(version -> add(topic, version));
    }
  }

  /** The version with a fingerprint, if it was ever committed. */
  Optional<Version> version(long fingerprint) {
    return Optional.ofNullable(byFingerprint.get(fingerprint));
  }

  /** Versions of one record, oldest first. */
  List<Schema> of(Class<? extends SpecificRecord> record) {
    return byRecord.get(record.getSimpleName());
  }

  private void add(Topic topic, Schema written) {
    SpecificData model = SpecificData.getForClass(topic.record());
    BinaryMessageDecoder<SpecificRecord> decoder =
        new BinaryMessageDecoder<>(model, current(topic.record()));
    decoder.addSchema(written);
    byFingerprint.put(
        SchemaNormalization.parsingFingerprint64(written), new Version(written, decoder));
  }

  /** The schema that this code writes. */
  static Schema current(Class<? extends SpecificRecord> record) {
    return SpecificData.get().getSchema(record);
  }

  private static SchemaHistory committed() {
    Map<String, List<Schema>> versions = new HashMap<>();
    for (Topic topic : Topic.values()) {
      versions.put(topic.record().getSimpleName(), versions(topic.record().getSimpleName()));
    }
    return new SchemaHistory(versions);
  }

  private static List<Schema> versions(String record) {
    List<Schema> versions = new ArrayList<>();
    Optional<Schema> next = resource(record, 1);
    while (next.isPresent()) {
      versions.add(next.get());
      next = resource(record, versions.size() + 1);
    }
    return List.copyOf(versions);
  }

  private static Optional<Schema> resource(String record, int version) {
    String name = "history/%s/v%d.avsc".formatted(record, version);
    try (InputStream in = SchemaHistory.class.getResourceAsStream(name)) {
      return in == null ? Optional.empty() : Optional.of(new Schema.Parser().parse(in));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the schema " + name, e);
    }
  }
}
