package io.carryover.events;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.carryover.events.EventFormatException.Code;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventCodecTest {
  private static final int HEADER_BYTES = 10;

  /** Enough to hit every kind of field of every type. */
  private static final int MUTATIONS = 2000;

  static List<SpecificRecord> samples() {
    return SampleEvents.all();
  }

  @Test
  void everyTopicHasASample() {
    // When
    Stream<Class<?>> sampled = SampleEvents.all().stream().map(Object::getClass);

    // Then
    assertThat(sampled)
        .containsExactlyElementsOf(
            Stream.of(Topic.values()).map(Topic::record).distinct().toList());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void decodingGivesBackTheEvent(SpecificRecord event) {
    // When
    SpecificRecord decoded = EventCodec.decode(EventCodec.encode(event));

    // Then
    assertThat(decoded).isEqualTo(event).isInstanceOf(event.getClass());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void bytesAreTheCommittedOnes(SpecificRecord event) throws IOException {
    // Given
    byte[] committed = golden(event.getSchema().getName());

    // When
    byte[] encoded = EventCodec.encode(event);

    // Then
    assertThat(HexFormat.of().formatHex(encoded)).isEqualTo(HexFormat.of().formatHex(committed));
    assertThat(EventCodec.decode(committed)).isEqualTo(event);
  }

  @Test
  void refusesBytesThatAreNoSingleObject() {
    // Given
    List<byte[]> foreign =
        List.of(new byte[0], new byte[] {0, 0, 0, 0, 1}, "{\"cohortId\":\"x\"}".getBytes(UTF_8));

    // When / Then
    assertThat(foreign).allSatisfy(bytes -> assertCode(bytes, Code.NOT_AVRO_SINGLE_OBJECT));
  }

  @Test
  void refusesNull() {
    // When / Then
    assertCode(null, Code.NOT_AVRO_SINGLE_OBJECT);
  }

  @Test
  void refusesAFingerprintThatNoSchemaHas() {
    // Given
    byte[] bytes = EventCodec.encode(SampleEvents.cohortDefined());
    bytes[2] ^= 1;

    // When / Then
    assertCode(bytes, Code.UNKNOWN_SCHEMA);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void refusesEveryTruncation(SpecificRecord event) {
    // Given
    byte[] whole = EventCodec.encode(event);

    for (int length = HEADER_BYTES; length < whole.length; length++) {
      // When / Then
      assertCode(Arrays.copyOf(whole, length), Code.BROKEN_RECORD);
    }
  }

  @Test
  void refusesBytesAfterTheRecord() {
    // Given
    byte[] whole = EventCodec.encode(SampleEvents.cohortDefined());

    // When / Then
    assertCode(Arrays.copyOf(whole, whole.length + 1), Code.BROKEN_RECORD);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void damagedBytesGiveAnEventOrATypedFailureOnly(SpecificRecord event) {
    // Given
    byte[] whole = EventCodec.encode(event);
    long seed = event.getSchema().getName().hashCode();
    Random random = new Random(seed);

    for (int i = 0; i < MUTATIONS; i++) {
      byte[] damaged = whole.clone();
      damaged[HEADER_BYTES + random.nextInt(whole.length - HEADER_BYTES)] =
          (byte) random.nextInt(256);

      // When
      Throwable failure = catchThrowable(() -> EventCodec.decode(damaged));

      // Then
      assertThat(failure == null || isBrokenRecord(failure))
          .as("seed %d, mutation %d: %s", seed, i, failure)
          .isTrue();
    }
  }

  @Test
  void doesNotBelieveTheLengthOfAString() throws IOException {
    // Given
    byte[] claimed = cohort(out -> out.writeLong(Integer.MAX_VALUE - 16));

    // When / Then
    assertCode(claimed, Code.BROKEN_RECORD);
  }

  @Test
  void doesNotBelieveASizedArrayBlock() throws IOException {
    // Given
    byte[] claimed =
        cohort(
            out -> {
              out.writeString("caudate");
              out.writeEnum(0);
              out.writeIndex(0);
              out.writeString("caudate nucleus");
              out.writeLong(-(Integer.MAX_VALUE - 16)); // a negative count: a size in bytes follows
              out.writeLong(0);
            });

    // When / Then
    assertCode(claimed, Code.BROKEN_RECORD);
  }

  @Test
  void refusesAnotherTypeOfEvent() {
    // Given
    byte[] cohort = EventCodec.encode(SampleEvents.cohortDefined());

    // When
    EventFormatException failure =
        catchThrowableOfType(
            EventFormatException.class, () -> EventCodec.decode(cohort, ModelExported.class));

    // Then
    assertThat(failure.reason())
        .isEqualTo(new Reason("UNEXPECTED_RECORD", "expected ModelExported, found CohortDefined"));
  }

  @Test
  void serdeKeepsTombstones() {
    // Given
    EventSerde serde = new EventSerde();

    // When / Then
    assertThat(serde.serializer().serialize("models", null)).isNull();
    assertThat(serde.deserializer().deserialize("models", (byte[]) null)).isNull();
  }

  @Test
  void serdeOfATypeGivesBackTheEvent() {
    // Given
    CohortDefined cohort = SampleEvents.cohortDefined();
    var serde = EventSerde.of(CohortDefined.class);

    // When
    byte[] bytes = serde.serializer().serialize("cohorts", cohort);

    // Then
    assertThat(serde.deserializer().deserialize("cohorts", bytes)).isEqualTo(cohort);
  }

  private interface Body {
    void writeTo(BinaryEncoder out) throws IOException;
  }

  private static byte[] cohort(Body body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(EventCodec.encode(SampleEvents.cohortDefined()), 0, HEADER_BYTES);
    BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
    body.writeTo(out);
    return bytes.toByteArray();
  }

  private static boolean isBrokenRecord(Throwable failure) {
    return failure instanceof EventFormatException e && e.code() == Code.BROKEN_RECORD;
  }

  private static void assertCode(byte[] bytes, Code code) {
    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> EventCodec.decode(bytes))
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(code));
  }

  private static byte[] golden(String record) throws IOException {
    try (InputStream in = EventCodecTest.class.getResourceAsStream("golden/" + record + ".hex")) {
      assertThat(in).as("golden/%s.hex", record).isNotNull();
      return HexFormat.of().parseHex(new String(in.readAllBytes(), US_ASCII).strip());
    }
  }
}
