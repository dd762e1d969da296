package io.carryover.runtime.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.events.ArtifactRef;
import io.carryover.events.EventCodec;
import io.carryover.events.Reason;
import io.carryover.events.ScanAdmitted;
import io.carryover.events.ScanFormat;
import io.carryover.events.ScanLabelled;
import io.carryover.events.ScanRef;
import io.carryover.events.Split;
import io.carryover.events.Topic;
import io.carryover.runtime.event.EventHeaders;
import io.carryover.runtime.failure.DeadLetterHeaders;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventDecodingTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
  private static final ArtifactRef FILE = new ArtifactRef("file:/a", "ab".repeat(32), 1L);
  private static final ScanRef SCAN =
      new ScanRef("scan-1", Split.TRAIN, ScanFormat.NIFTI, FILE, FILE);
  private static final ScanLabelled EVENT = new ScanLabelled("caudate", SCAN, NOON);
  private static final byte[] NOT_UTF8 = {(byte) 0xFF, 0x00, (byte) 0xFE};

  private final TopologyTestDriver driver = new TopologyTestDriver(admitting().build());
  private final TestInputTopic<byte[], byte[]> input =
      driver.createInputTopic(
          "labelled-scans", new ByteArraySerializer(), new ByteArraySerializer());
  private final TestOutputTopic<byte[], byte[]> deadLetters = output("labelled-scans.dead-letter");
  private final TestOutputTopic<byte[], byte[]> events = output("admitted-scans");

  @AfterEach
  void closeDriver() {
    driver.close();
  }

  @Test
  void eventGoesThroughWithFreshHeaders() {
    // Given
    Headers headers = new RecordHeaders();
    headers.add("ce_source", bytes("/elsewhere")).add("traceparent", bytes("00-a-b-01"));
    // When
    input.pipeInput(new TestRecord<>(bytes("caudate"), EventCodec.encode(EVENT), headers));
    // Then
    TestRecord<byte[], byte[]> out = events.readRecord();
    assertThat(EventCodec.decode(out.value())).isEqualTo(admitted(EVENT));
    assertThat(out.key()).isEqualTo(bytes("caudate"));
    assertThat(header(out, "ce_source")).isEqualTo("/planner");
    assertThat(header(out, "traceparent")).isEqualTo("00-a-b-01");
    assertThat(deadLetters.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "{\"id\": \"run-1\"}"})
  void badBytesGoToTheDeadLettersAsTheyCame(String text) {
    // When
    input.pipeInput(new TestRecord<>(NOT_UTF8, bytes(text)));
    // Then
    TestRecord<byte[], byte[]> letter = deadLetters.readRecord();
    assertThat(letter.key()).isEqualTo(NOT_UTF8);
    assertThat(letter.value()).isEqualTo(bytes(text));
    assertThat(header(letter, DeadLetterHeaders.CAUSE_CODE)).isEqualTo("NOT_AVRO_SINGLE_OBJECT");
    assertThat(header(letter, DeadLetterHeaders.TOPIC)).isEqualTo("labelled-scans");
    assertThat(header(letter, DeadLetterHeaders.OFFSET)).isEqualTo("0");
    assertThat(events.isEmpty()).isTrue();
  }

  @Test
  void eventOfAnotherTopicIsADeadLetter() {
    // When
    input.pipeInput(bytes("k"), EventCodec.encode(new Reason("A", "b")));
    // Then
    assertThat(header(deadLetters.readRecord(), DeadLetterHeaders.CAUSE_CODE))
        .isIn("UNEXPECTED_RECORD", "UNKNOWN_SCHEMA");
  }

  @Test
  void goesOnAfterBadBytes() {
    // When
    input.pipeInput(bytes("k"), bytes("rubbish"));
    input.pipeInput(bytes("caudate"), EventCodec.encode(EVENT));
    // Then
    assertThat(events.getQueueSize()).isOne();
  }

  @Test
  void tombstoneIsPassedOver() {
    // When
    input.pipeInput(bytes("caudate"), (byte[]) null);
    // Then
    assertThat(events.isEmpty()).isTrue();
    assertThat(deadLetters.isEmpty()).isTrue();
  }

  @Test
  void tombstoneGoesThroughWhereItIsAskedFor() {
    // Given
    StreamsBuilder builder = new StreamsBuilder();
    EventDecoding.readWithTombstones(builder, Topic.LABELLED_SCANS, ScanLabelled.class)
        .mapValues(event -> bytes(event == null ? "deleted" : "event"))
        .to("seen", Produced.with(Serdes.String(), Serdes.ByteArray()));
    try (TopologyTestDriver asking = new TopologyTestDriver(builder.build())) {
      // When
      asking
          .createInputTopic("labelled-scans", new ByteArraySerializer(), new ByteArraySerializer())
          .pipeInput(bytes("caudate"), (byte[]) null);
      // Then
      assertThat(
              asking
                  .createOutputTopic(
                      "seen", new ByteArrayDeserializer(), new ByteArrayDeserializer())
                  .readValue())
          .isEqualTo(bytes("deleted"));
    }
  }

  @Test
  void recordWithoutAKeyHasTheEmptyKey() {
    // When
    input.pipeInput((byte[]) null, EventCodec.encode(EVENT));
    // Then
    assertThat(events.readRecord().key()).isEmpty();
  }

  private static StreamsBuilder admitting() {
    StreamsBuilder builder = new StreamsBuilder();
    EventEncoding.write(
        EventDecoding.read(builder, Topic.LABELLED_SCANS, ScanLabelled.class)
            .mapValues(EventDecodingTest::admitted),
        Topic.ADMITTED_SCANS,
        new EventHeaders("/planner", CLOCK));
    return builder;
  }

  private static ScanAdmitted admitted(ScanLabelled scan) {
    return new ScanAdmitted(
        scan.getCohortId(), scan.getScan(), 9L, scan.getLabelledAt(), scan.getLabelledAt());
  }

  private TestOutputTopic<byte[], byte[]> output(String topic) {
    return driver.createOutputTopic(
        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static String header(TestRecord<byte[], byte[]> message, String name) {
    return new String(message.headers().lastHeader(name).value(), UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
