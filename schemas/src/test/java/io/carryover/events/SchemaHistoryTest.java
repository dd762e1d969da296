package io.carryover.events;

import static org.apache.avro.SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE;
import static org.apache.avro.SchemaCompatibility.checkReaderWriterCompatibility;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaHistoryTest {
  private static final Path PROPOSED = Path.of("target", "schema-history");

  @ParameterizedTest
  @EnumSource
  void newestCommittedVersionIsTheCurrentSchema(Topic topic) throws IOException {
    // Given
    String record = topic.record().getSimpleName();
    List<Schema> history = SchemaHistory.COMMITTED.of(topic.record());
    Schema current = plain(topic.record());

    // When
    Path proposal = propose(record, history.size() + 1, current);

    // Then
    assertThat(history).as("versions of %s in schemas/history", record).isNotEmpty();
    assertThat(history.get(history.size() - 1))
        .as(
            "%s changed. Never edit a version that was released: add the new one by%n"
                + "  cp schemas/%s schemas/history/%s/",
            record, proposal, record)
        .isEqualTo(current);
  }

  @ParameterizedTest
  @EnumSource
  void currentSchemaReadsEveryVersionAndIsReadByEveryVersion(Topic topic) {
    // Given
    Schema current = plain(topic.record());

    for (Schema version : SchemaHistory.COMMITTED.of(topic.record())) {
      // When
      var backward = checkReaderWriterCompatibility(current, version);
      var forward = checkReaderWriterCompatibility(version, current);

      // Then
      assertThat(backward.getType()).as(backward.getDescription()).isEqualTo(COMPATIBLE);
      assertThat(forward.getType()).as(forward.getDescription()).isEqualTo(COMPATIBLE);
    }
  }

  @Test
  void bytesOfAnOlderVersionBecomeTheCurrentRecord() throws IOException {
    // Given
    Schema current = plain(CohortDefined.class);
    Schema older = without("prior", current);
    SchemaHistory history = historyWith(CohortDefined.class, List.of(older, current));
    byte[] written = writtenBy(older, SampleEvents.cohortDefined());

    // When
    SpecificRecord read = EventCodec.decode(written, history);

    // Then
    CohortDefined expected = SampleEvents.cohortDefined();
    expected.setPrior(null);
    assertThat(read).isEqualTo(expected);
  }

  @Test
  void everyCommittedFileBelongsToATopicAndVersionsHaveNoGaps() throws IOException {
    // Given
    Path directory = Path.of("history");

    for (Topic topic : Topic.values()) {
      String record = topic.record().getSimpleName();

      // When
      long files = count(directory.resolve(record));

      // Then
      assertThat(files).as(record).isEqualTo(SchemaHistory.COMMITTED.of(topic.record()).size());
    }
    assertThat(count(directory))
        .isEqualTo(Stream.of(Topic.values()).map(Topic::record).distinct().count());
  }

  /** The schema as it is committed: without the notes on Java types that the generator adds. */
  private static Schema plain(Class<? extends SpecificRecord> record) {
    String json = SchemaHistory.current(record).toString();
    return new Schema.Parser()
        .parse(json.replace("{\"type\":\"string\",\"avro.java.string\":\"String\"}", "\"string\""));
  }

  private static Path propose(String record, int version, Schema schema) throws IOException {
    Path file = PROPOSED.resolve(record).resolve("v%d.avsc".formatted(version));
    Files.createDirectories(file.getParent());
    return Files.writeString(file, schema.toString(true) + "\n");
  }

  private static Schema without(String field, Schema schema) {
    List<Schema.Field> kept = new ArrayList<>();
    for (Schema.Field each : schema.getFields()) {
      if (!each.name().equals(field)) {
        kept.add(new Schema.Field(each, each.schema()));
      }
    }
    return Schema.createRecord(
        schema.getName(), schema.getDoc(), schema.getNamespace(), false, kept);
  }

  private static SchemaHistory historyWith(
      Class<? extends SpecificRecord> record, List<Schema> versions) {
    Map<String, List<Schema>> byRecord = new HashMap<>();
    for (Topic topic : Topic.values()) {
      byRecord.put(topic.record().getSimpleName(), SchemaHistory.COMMITTED.of(topic.record()));
    }
    byRecord.put(record.getSimpleName(), versions);
    return new SchemaHistory(byRecord);
  }

  private static byte[] writtenBy(Schema schema, SpecificRecord event) throws IOException {
    Schema current = event.getSchema();
    GenericRecord older = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      older.put(field.name(), event.get(current.getField(field.name()).pos()));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new BinaryMessageEncoder<GenericRecord>(modelOf(event), schema).encode(older, bytes);
    return bytes.toByteArray();
  }

  private static GenericData modelOf(SpecificRecord event) {
    return SpecificData.getForSchema(event.getSchema());
  }

  private static long count(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.count();
    }
  }
}
