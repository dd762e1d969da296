package io.carryover.imaging.dicom.dataset;

import static io.carryover.imaging.volume.InvalidImageException.IMAGE_TOO_LARGE;
import static io.carryover.imaging.volume.InvalidImageException.TRUNCATED_IMAGE;
import static io.carryover.imaging.volume.InvalidImageException.UNREADABLE_IMAGE;
import static io.carryover.imaging.volume.InvalidImageException.UNSUPPORTED_TRANSFER_SYNTAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.carryover.imaging.dicom.dataset.TestObject.Ends;
import io.carryover.imaging.volume.InvalidImageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DicomReaderTest {
  private static final int PRIVATE_CREATOR = 0x0029_0010;
  private static final int PRIVATE_VALUE = 0x0029_1001;
  private static final int PRIVATE_SEQUENCE = 0x0029_1002;

  /** Where the first element of the object starts, after the two of the meta information. */
  private static final int FIRST_ELEMENT = 132 + 14 + 28;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void bothSyntaxesSayTheSame(Ends ends) {
    // Given
    TestObject object =
        TestObject.slice(7, -3.5)
            .with(
                Tag.SEGMENT_SEQUENCE,
                new TestObject().with(Tag.SEGMENT_NUMBER, 1),
                new TestObject(),
                new TestObject()
                    .with(
                        Tag.DERIVATION_IMAGE_SEQUENCE, new TestObject().with(Tag.MODALITY, "MR")));

    // When
    DataSet explicit = DicomReader.read(object.file(TestObject.EXPLICIT, ends)).dataSet();
    DataSet implicit = DicomReader.read(object.file(TestObject.IMPLICIT, ends)).dataSet();

    // Then
    assertThat(explicit).isEqualTo(implicit);
    assertThat(explicit.requireWhole(Tag.INSTANCE_NUMBER)).isEqualTo(7);
    assertThat(explicit.requireNumbers(Tag.IMAGE_POSITION_PATIENT, 3))
        .containsExactly(10, 20, -3.5);
    assertThat(explicit.text(Tag.SOP_INSTANCE_UID)).isEqualTo("1.2.3.4.7");
    List<DataSet> items = explicit.items(Tag.SEGMENT_SEQUENCE);
    assertThat(items).hasSize(3);
    assertThat(items.get(0).requireWhole(Tag.SEGMENT_NUMBER)).isEqualTo(1);
    assertThat(items.get(1).elements()).isEmpty();
    assertThat(items.get(2).items(Tag.DERIVATION_IMAGE_SEQUENCE).get(0).text(Tag.MODALITY))
        .isEqualTo("MR");
  }

  @ParameterizedTest
  @EnumSource
  void privateElementsSurvive(Ends ends) {
    // Given: a private sequence, whose representation only the explicit file tells
    byte[] secret = {1, 2, 3, 4};
    TestObject item = new TestObject().with(PRIVATE_VALUE, "OB", secret);
    TestObject object =
        TestObject.slice(1, 0)
            .with(PRIVATE_CREATOR, "LO", "MAKER ".getBytes(StandardCharsets.US_ASCII))
            .with(PRIVATE_VALUE, "OB", secret)
            .with(PRIVATE_SEQUENCE, "SQ", item);

    // When
    DataSet read = DicomReader.read(object.file(TestObject.EXPLICIT, ends)).dataSet();

    // Then
    assertThat(read.find(PRIVATE_CREATOR)).isPresent();
    assertThat(read.find(PRIVATE_VALUE)).contains(new Value(PRIVATE_VALUE, Vr.OB, secret));
    assertThat(read.find(PRIVATE_SEQUENCE))
        .get()
        .extracting(element -> ((Sequence) element).items().get(0).find(PRIVATE_VALUE))
        .isEqualTo(read.find(PRIVATE_VALUE));
    assertThat(read.has(Tag.PIXEL_DATA)).isTrue();
  }

  @Test
  void unknownSequencesOfUndefinedLengthAreImplicitInside() {
    TestObject item = new TestObject().with(Tag.SEGMENT_NUMBER, 3);
    TestObject object = TestObject.slice(1, 0).with(PRIVATE_SEQUENCE, "UN", item);

    DataSet read = DicomReader.read(object.file(TestObject.EXPLICIT, Ends.DELIMITER)).dataSet();

    Sequence sequence = (Sequence) read.find(PRIVATE_SEQUENCE).orElseThrow();
    assertThat(sequence.items().get(0).requireWhole(Tag.SEGMENT_NUMBER)).isEqualTo(3);
    assertThat(read.has(Tag.PIXEL_DATA)).isTrue();
  }

  @Test
  void knownSequencesOfUnknownRepresentationAreStillSequences() {
    TestObject item = new TestObject().with(Tag.SEGMENT_NUMBER, 3);
    TestObject object = TestObject.slice(1, 0).with(Tag.SEGMENT_SEQUENCE.number(), "UN", item);

    DataSet read = DicomReader.read(object.file()).dataSet();

    assertThat(read.items(Tag.SEGMENT_SEQUENCE).get(0).requireWhole(Tag.SEGMENT_NUMBER))
        .isEqualTo(3);
  }

  @Test
  void oddLengthsSurvive() {
    TestObject object =
        TestObject.slice(1, 0)
            .with(Tag.INSTANCE_NUMBER, "123".getBytes(StandardCharsets.US_ASCII))
            .with(PRIVATE_VALUE, "OB", new byte[5]);

    DataSet read = DicomReader.read(object.file()).dataSet();

    assertThat(read.requireWhole(Tag.INSTANCE_NUMBER)).isEqualTo(123);
    assertThat(((Value) read.find(PRIVATE_VALUE).orElseThrow()).length()).isEqualTo(5);
    assertThat(read.has(Tag.PIXEL_DATA)).isTrue();
  }

  @Test
  void zeroIsAValueAndPaddingIsNone() {
    TestObject object =
        TestObject.slice(1, 0).with(Tag.PIXEL_REPRESENTATION, 0).with(Tag.MODALITY, "  ");

    DataSet read = DicomReader.read(object.file()).dataSet();

    assertThat(read.has(Tag.PIXEL_REPRESENTATION)).isTrue();
    assertThat(read.has(Tag.MODALITY)).isFalse();
    assertThat(read.has(Tag.RESCALE_SLOPE)).isFalse();
    assertThat(read.number(Tag.RESCALE_SLOPE, 1)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.840.10008.1.2.1.99, Deflated Explicit VR Little Endian",
    "1.2.840.10008.1.2.2, Explicit VR Big Endian",
    "1.2.840.10008.1.2.4.50, JPEG Baseline",
    "1.2.840.10008.1.2.4.70, 'JPEG Lossless, First-Order Prediction'",
    "1.2.840.10008.1.2.4.80, JPEG-LS Lossless",
    "1.2.840.10008.1.2.4.90, JPEG 2000 Lossless",
    "1.2.840.10008.1.2.4.201, High-Throughput JPEG 2000 Lossless",
    "1.2.840.10008.1.2.4.102, MPEG or HEVC video",
    "1.2.840.10008.1.2.5, RLE Lossless",
    "1.2.3, another one"
  })
  void refusesOtherTransferSyntaxesByNameWithTheRemedy(String uid, String name) {
    byte[] file = TestObject.slice(1, 0).file(uid, Ends.LENGTH);

    assertThat(refusal(file))
        .isEqualTo(
            UNSUPPORTED_TRANSFER_SYNTAX
                + ": pixels must be uncompressed little endian, the transfer syntax is "
                + name
                + " ("
                + uid
                + "): ask WADO-RS for explicit VR little endian,"
                + " transfer-syntax=1.2.840.10008.1.2.1");
  }

  @Test
  void refusesWhatIsNoDicomFile() {
    assertThat(refusal(new byte[0]))
        .isEqualTo(
            UNREADABLE_IMAGE + ": a DICOM file has DICM at byte 128, this one of 0 bytes has not");
    assertThat(refusal(new byte[400])).contains("this one of 400 bytes has not");
  }

  @Test
  void refusesATransferSyntaxThatIsNoUidWithoutTellingIt() {
    assertThat(refusal(TestObject.slice(1, 0).file("DOE^JOHN", Ends.LENGTH)))
        .isEqualTo(
            UNREADABLE_IMAGE + ": TransferSyntaxUID (0002,0010) must be a UID, there is none");
  }

  @Test
  void refusesTruncatedFiles() {
    byte[] whole = TestObject.slice(1, 0).file();

    String refusal = refusal(Arrays.copyOf(whole, whole.length - 1));

    assertThat(refusal)
        .isEqualTo(
            "%s: the file ends before its last element: 12 bytes from byte %d on, it has %d"
                .formatted(TRUNCATED_IMAGE, whole.length - 12, whole.length - 1));
  }

  @Test
  void refusesElementsThatGoOnAfterTheirSequence() {
    // Given: an item that says that it has 200 bytes
    TestObject object =
        TestObject.slice(1, 0)
            .with(Tag.SEGMENT_SEQUENCE, new TestObject().with(Tag.SEGMENT_NUMBER, 1));
    byte[] file = object.file();
    int item = indexOf(file, new byte[] {(byte) 0xfe, (byte) 0xff, 0, (byte) 0xe0});
    file[item + 4] = 20;

    assertThat(refusal(file))
        .isEqualTo(
            "%s: an element lies within its sequence: 20 bytes from byte %d on, which ends at byte %d"
                .formatted(UNREADABLE_IMAGE, item + 8, item + 18));
  }

  @Test
  void refusesUnknownRepresentations() {
    byte[] file = TestObject.slice(1, 0).file();
    file[FIRST_ELEMENT + 4] = '?';

    assertThat(refusal(file))
        .startsWith(UNREADABLE_IMAGE + ": an element has a VR of DICOM PS3.5, (0008,0016) at byte");
  }

  @Test
  void refusesTheSameTagTwice() {
    TestObject object = new TestObject().with(0x0028_0010, "US", new byte[2]);
    byte[] once = object.file();
    byte[] twice = Arrays.copyOf(once, once.length + 10);
    System.arraycopy(once, once.length - 10, twice, once.length, 10);

    assertThat(refusal(twice))
        .isEqualTo(UNREADABLE_IMAGE + ": a data set has each tag once, (0028,0010) is there twice");
  }

  @ParameterizedTest
  @EnumSource
  void refusesBottomlessNesting(Ends ends) {
    TestObject object = new TestObject();
    for (int depth = 0; depth < 100; depth++) {
      object = new TestObject().with(Tag.SEGMENT_SEQUENCE, object);
    }

    assertThat(refusal(object.file(TestObject.EXPLICIT, ends)))
        .isEqualTo(UNREADABLE_IMAGE + ": sequences nest 64 deep at most, these go on");
  }

  @Test
  void refusesDelimitersOutOfPlace() {
    TestObject stray = new TestObject().with(0xfffe_e00d, "UN", new byte[0]);
    assertThat(refusal(stray.file()))
        .isEqualTo(
            "%s: an element was due at byte %d, not (fffe,e00d)"
                .formatted(UNREADABLE_IMAGE, FIRST_ELEMENT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DOE^JOHN", "1d", "NaN", "0x10", "1,5", "--1", "."})
  void refusesNumbersThatAreNoneWithoutTellingThem(String text) {
    TestObject object = TestObject.slice(1, 0).with(Tag.INSTANCE_NUMBER, text);
    DataSet read = DicomReader.read(object.file()).dataSet();

    InvalidImageException refused =
        catchThrowableOfType(
            InvalidImageException.class, () -> read.requireWhole(Tag.INSTANCE_NUMBER));

    assertThat(refused.code()).isEqualTo(UNREADABLE_IMAGE);
    assertThat(refused)
        .hasMessage(
            "InstanceNumber (0020,0013) holds text that is no decimal number, it has %d bytes"
                .formatted(text.length() + text.length() % 2));
  }

  @Test
  void readsDecimalsInAllTheirForms() {
    TestObject object =
        TestObject.slice(1, 0).with(Tag.IMAGE_ORIENTATION_PATIENT, "+1\\ .5 \\-1.e2\\7.000000e-01");
    DataSet read = DicomReader.read(object.file()).dataSet();

    assertThat(read.requireNumbers(Tag.IMAGE_ORIENTATION_PATIENT, 4))
        .containsExactly(1, 0.5, -100, 0.7);
  }

  @Test
  void refusesFilesThatAreMissingOrTooLarge() throws IOException {
    Path file = Files.write(folder.resolve("slice"), TestObject.slice(1, 0).file());
    long size = Files.size(file);

    assertThat(DicomReader.read(file, size).dataSet().has(Tag.PIXEL_DATA)).isTrue();
    assertThat(refusal(() -> DicomReader.read(file, size - 1)))
        .isEqualTo(
            "%s: a file has at most %d bytes, got %d".formatted(IMAGE_TOO_LARGE, size - 1, size));
    assertThat(refusal(() -> DicomReader.read(folder.resolve("none"), size)))
        .isEqualTo(UNREADABLE_IMAGE + ": there is no such file");
    assertThat(refusal(() -> DicomReader.read(folder, size)))
        .isEqualTo(UNREADABLE_IMAGE + ": an image is a regular file");
  }

  private static String refusal(byte[] file) {
    return refusal(() -> DicomReader.read(file));
  }

  private static String refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
    InvalidImageException refused = catchThrowableOfType(InvalidImageException.class, reading);
    return refused.code() + ": " + refused.getMessage();
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int at = 0; at <= bytes.length - part.length; at++) {
      if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
    throw new AssertionError("no such bytes");
  }
}
