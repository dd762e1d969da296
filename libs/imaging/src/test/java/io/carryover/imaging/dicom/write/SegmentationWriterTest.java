package io.carryover.imaging.dicom.write;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.carryover.imaging.contract.CodedTerm;
import io.carryover.imaging.contract.Structure;
import io.carryover.imaging.dicom.DicomLimits;
import io.carryover.imaging.dicom.SegmentationReader;
import io.carryover.imaging.dicom.SeriesReader;
import io.carryover.imaging.dicom.SourceSeries;
import io.carryover.imaging.dicom.TestSeries;
import io.carryover.imaging.dicom.dataset.DataSet;
import io.carryover.imaging.dicom.dataset.DicomReader;
import io.carryover.imaging.dicom.dataset.Tag;
import io.carryover.imaging.dicom.dataset.TestObject;
import io.carryover.imaging.dicom.dataset.Value;
import io.carryover.imaging.volume.Affine;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentationWriterTest {
  private static final String OBLIQUE = "0.8\\0.6\\0\\0\\0\\-1";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"3, 2, 4", "7, 5, 11", "8, 8, 6", "1, 1, 9", "13, 3, 2"})
  void roundTripGivesTheMaskBitForBit(int columns, int rows, int slices) throws IOException {
    SourceSeries source = series(columns, rows, slices);
    Mask mask = Example.mask(source.grid(), 17);

    assertThat(readBack(source, mask).voxels()).isEqualTo(mask.voxels());
  }

  @Test
  void roundTripOfAnObliqueSeriesGivesTheMask() throws IOException {
    AtomicInteger number = new AtomicInteger();
    SourceSeries source =
        Example.series(
            folder.resolve("series"),
            5,
            3,
            4,
            slice -> {
              int n = number.incrementAndGet();
              return slice
                  .with(Tag.IMAGE_ORIENTATION_PATIENT, OBLIQUE)
                  .with(Tag.IMAGE_POSITION_PATIENT, "%s\\%s\\7.25".formatted(-1.2 * n, 1.6 * n));
            });
    Mask mask = Example.mask(source.grid(), 18);

    assertThat(readBack(source, mask).voxels()).isEqualTo(mask.voxels());
  }

  @Test
  void bitsOfAFrameGoOnWhereTheLastOneEnded() throws IOException {
    // Given: of 3x2 pixels the first, the last and in slice 3 the second; slices 0 and 2 are empty
    SourceSeries source = series(3, 2, 4);
    byte[] voxels = new byte[24];
    Shape shape = source.grid().shape();
    voxels[shape.index(0, 0, 1)] = 1;
    voxels[shape.index(2, 1, 1)] = 1;
    voxels[shape.index(1, 0, 3)] = 1;

    DataSet object = object(source, new Mask(source.grid(), voxels));

    // Then: 100001 010000, the first in the lowest bit
    assertThat(object.requireWhole(Tag.NUMBER_OF_FRAMES)).isEqualTo(2);
    assertThat(bytes(object, Tag.PIXEL_DATA)).containsExactly(0b10100001, 0b0000);
  }

  @Test
  void anEmptyMaskIsOneEmptyFrame() throws IOException {
    SourceSeries source = series(3, 2, 4);
    Mask nothing = new Mask(source.grid(), new byte[24]);

    assertThat(object(source, nothing).requireWhole(Tag.NUMBER_OF_FRAMES)).isOne();
    assertThat(readBack(source, nothing).foregroundVoxels()).isZero();
  }

  @Test
  void theSameArgumentsGiveTheSameBytes() throws IOException {
    SourceSeries once = series(5, 3, 7);
    SourceSeries again = Example.series(folder.resolve("again"), 5, 3, 7, UnaryOperator.identity());

    assertThat(written(once, Example.mask(once.grid(), 3)))
        .isEqualTo(written(again, Example.mask(again.grid(), 3)));
  }

  @Test
  void anotherModelMaskOrSourceGivesOtherUids() throws IOException {
    SourceSeries source = series(5, 3, 7);
    SourceSeries longer =
        Example.series(folder.resolve("longer"), 5, 3, 8, UnaryOperator.identity());
    Mask mask = Example.mask(source.grid(), 3);
    ResultDescription other = Example.resultOf("f".repeat(64));

    Set<String> instances =
        Set.of(
            uid(object(source, mask)),
            uid(object(source, Example.mask(source.grid(), 4))),
            uid(object(longer, Example.mask(longer.grid(), 3))),
            uid(SegmentationWriter.object(source, mask, Example.CAUDATE, other)));

    assertThat(instances)
        .hasSize(4)
        .allSatisfy(uid -> assertThat(uid).matches("2\\.25\\.[1-9][0-9]{0,38}"));
  }

  @Test
  void instanceSeriesAndDimensionsHaveUidsOfTheirOwn() throws IOException {
    SourceSeries source = series(3, 2, 4);
    DataSet object = object(source, Example.mask(source.grid(), 3));

    String dimensions =
        only(object, Tag.DIMENSION_ORGANIZATION_SEQUENCE).text(Tag.DIMENSION_ORGANIZATION_UID);

    assertThat(Set.of(uid(object), object.text(Tag.SERIES_INSTANCE_UID), dimensions)).hasSize(3);
  }

  @Test
  void eachFrameNamesItsImageAndPlace() throws IOException {
    // Given: the slices of numbers 7 to 1, of which 3 and 4 are empty
    SourceSeries source = series(5, 3, 7);

    List<DataSet> frames =
        object(source, Example.mask(source.grid(), 3))
            .items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);

    assertThat(frames).hasSize(5);
    assertThat(frames.stream().map(SegmentationWriterTest::imageOf))
        .containsExactly("1.2.3.4.7", "1.2.3.4.6", "1.2.3.4.5", "1.2.3.4.2", "1.2.3.4.1");
    assertThat(frames.stream().map(SegmentationWriterTest::positionOf))
        .containsExactly(
            "10\\20\\-17.5", "10\\20\\-15", "10\\20\\-12.5", "10\\20\\-5", "10\\20\\-2.5");
  }

  @Test
  void allImagesOfTheSourceAreReferredTo() throws IOException {
    SourceSeries source = series(3, 2, 4);

    DataSet series =
        only(object(source, Example.mask(source.grid(), 3)), Tag.REFERENCED_SERIES_SEQUENCE);

    assertThat(series.text(Tag.SERIES_INSTANCE_UID)).isEqualTo("1.2.3");
    assertThat(series.items(Tag.REFERENCED_INSTANCE_SEQUENCE))
        .extracting(image -> image.text(Tag.REFERENCED_SOP_INSTANCE_UID))
        .containsExactly("1.2.3.4.4", "1.2.3.4.3", "1.2.3.4.2", "1.2.3.4.1");
  }

  @Test
  void framesOfAnEnhancedImageAreNamedByNumber() throws IOException {
    // Given: frames 3, 2, 1 and 4 from the foot to the head
    Path file = folder.resolve("enhanced");
    TestObject enhanced = TestSeries.enhanced(List.of(3.0, 1.5, 0.0, 4.5));
    Files.write(file, enhanced.with(Tag.STUDY_INSTANCE_UID, "1.2.1").file());
    SourceSeries source = SeriesReader.read(file, DicomLimits.DEFAULT).source();
    byte[] voxels = new byte[24];
    voxels[source.grid().shape().index(1, 1, 0)] = 1;
    voxels[source.grid().shape().index(2, 0, 3)] = 1;

    DataSet object = object(source, new Mask(source.grid(), voxels));

    List<DataSet> frames = object.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
    assertThat(frames)
        .extracting(frame -> sourceOf(frame).requireWhole(Tag.REFERENCED_FRAME_NUMBER))
        .containsExactly(3, 4);
    assertThat(only(object, Tag.REFERENCED_SERIES_SEQUENCE).items(Tag.REFERENCED_INSTANCE_SEQUENCE))
        .hasSize(1);
  }

  @Test
  void patientAndStudyAreCopiedAsTheyAre() throws IOException {
    // Given: a name in Latin-1, one in no tag that we know, an empty date, a sequence
    byte[] name = "M\u00fcller^Zo\u00eb".getBytes(ISO_8859_1);
    SourceSeries source =
        series(
            slice ->
                slice
                    .with(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 100")
                    .with(Tag.PATIENT_NAME, name)
                    .with(0x0010_1001, "PN", name)
                    .with(Tag.PATIENT_BIRTH_DATE, "")
                    .with(Tag.STUDY_DATE, "20260228")
                    .with(Tag.CLINICAL_TRIAL_SERIES_ID, "T1")
                    .with(Tag.OTHER_PATIENT_IDS_SEQUENCE, item(Tag.PATIENT_ID, "P4")));

    DataSet object = object(source, Example.mask(source.grid(), 3));

    assertThat(bytes(object, Tag.PATIENT_NAME)).isEqualTo(name);
    assertThat(object.find(0x0010_1001)).isEqualTo(source.context().find(0x0010_1001)).isPresent();
    assertThat(bytes(object, Tag.PATIENT_BIRTH_DATE)).isEmpty();
    assertThat(object.text(Tag.SPECIFIC_CHARACTER_SET)).isEqualTo("ISO_IR 100");
    assertThat(object.text(Tag.STUDY_DATE)).isEqualTo("20260228");
    assertThat(object.text(Tag.STUDY_INSTANCE_UID)).isEqualTo("1.2.1");
    assertThat(object.text(Tag.FRAME_OF_REFERENCE_UID)).isEqualTo("1.2.9");
    assertThat(only(object, Tag.OTHER_PATIENT_IDS_SEQUENCE).text(Tag.PATIENT_ID)).isEqualTo("P4");
    assertThat(object.has(Tag.CLINICAL_TRIAL_SERIES_ID)).isFalse();
  }

  @Test
  void whatTheStandardWantsAndTheSourceLacksIsEmpty() throws IOException {
    SourceSeries source = series(3, 2, 4);

    DataSet object = object(source, Example.mask(source.grid(), 3));

    assertThat(bytes(object, Tag.PATIENT_SEX)).isEmpty();
    assertThat(bytes(object, Tag.ACCESSION_NUMBER)).isEmpty();
    assertThat(object.find(Tag.PATIENT_AGE.number())).isEmpty();
  }

  @Test
  void lossyPixelsMakeALossyResult() throws IOException {
    SourceSeries lossless = series(3, 2, 4);
    SourceSeries lossy =
        Example.series(
            folder.resolve("lossy"),
            3,
            2,
            4,
            slice ->
                slice
                    .with(Tag.LOSSY_IMAGE_COMPRESSION, "01")
                    .with(Tag.LOSSY_IMAGE_COMPRESSION_RATIO, "12"));

    assertThat(compression(lossless)).isEqualTo("00");
    assertThat(compression(lossy)).isEqualTo("01");
  }

  @Test
  void theSegmentSaysWhatItIsAndWhoDrewIt() throws IOException {
    SourceSeries source = series(3, 2, 4);

    DataSet segment = only(object(source, Example.mask(source.grid(), 3)), Tag.SEGMENT_SEQUENCE);

    assertThat(segment.text(Tag.SEGMENT_LABEL)).isEqualTo("caudate nucleus");
    assertThat(code(segment, Tag.SEGMENTED_PROPERTY_TYPE_CODE_SEQUENCE)).isEqualTo("11000004");
    assertThat(code(segment, Tag.SEGMENTED_PROPERTY_CATEGORY_CODE_SEQUENCE)).isEqualTo("123037004");
    DataSet algorithm = only(segment, Tag.SEGMENTATION_ALGORITHM_IDENTIFICATION_SEQUENCE);
    assertThat(algorithm.text(Tag.ALGORITHM_NAME)).isEqualTo("Carryover DWP");
    assertThat(algorithm.text(Tag.ALGORITHM_VERSION)).isEqualTo(Example.MODEL);
  }

  @Test
  void ourTextIsPlainWhateverTheCharacterSet() throws IOException {
    Segment segment =
        Segment.of(Structure.of("noyau caud\u00e9 \\ \u5c3e".concat("x".repeat(80)), List.of(1)));
    SourceSeries source = series(3, 2, 4);

    DataSet object =
        SegmentationWriter.object(source, Example.mask(source.grid(), 3), segment, Example.RESULT);

    String label = only(object, Tag.SEGMENT_SEQUENCE).text(Tag.SEGMENT_LABEL);
    assertThat(label).startsWith("noyau caude / ?x").hasSize(64);
  }

  @Test
  void longCodesHaveAnAttributeOfTheirOwn() {
    DataSet code = Codes.item(new CodedTerm("SCT", "12345678901234567", "something")).get(0);

    assertThat(code.text(Tag.LONG_CODE_VALUE)).isEqualTo("12345678901234567");
    assertThat(code.has(Tag.CODE_VALUE)).isFalse();
  }

  @Test
  void refusesCodesThatDicomCannotHold() {
    assertThatThrownBy(() -> Codes.item(new CodedTerm("SCT", "1\\2", "two")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a code's value is printable ASCII")
        .hasMessageContaining("1\\2");
  }

  @Test
  void refusesAMaskOnAnotherGrid() throws IOException {
    SourceSeries source = series(3, 2, 4);
    Shape shape = source.grid().shape();
    Grid turned = new Grid(new Shape(2, 3, 4), source.grid().affine());
    Grid moved = new Grid(shape, Affine.ofSpacing(1, 1, 1));

    assertThat(refusal(source, turned))
        .isEqualTo("MASK_SHAPE_DIFFERS: result 2x3x4 differs from series 3x2x4");
    assertThat(refusal(source, moved))
        .startsWith("MASK_AFFINE_DIFFERS: a result lies within 0.01 mm of its series, it is ");
  }

  @Test
  void refusesASourceThatCannotBeNamed() throws IOException {
    SourceSeries noStudy = series(slice -> slice.without(Tag.STUDY_INSTANCE_UID));
    assertThat(refusal(noStudy, noStudy.grid()))
        .isEqualTo(
            "UNREADABLE_IMAGE: a result names its source, which has no StudyInstanceUID"
                + " (0020,000d)");

    SourceSeries noImage = series(slice -> slice.without(Tag.SOP_INSTANCE_UID));
    assertThat(refusal(noImage, noImage.grid())).contains("no SOPInstanceUID");

    SourceSeries noPlace = series(slice -> slice.without(Tag.FRAME_OF_REFERENCE_UID));
    assertThat(refusal(noPlace, noPlace.grid())).startsWith("MISSING_GEOMETRY: ");
  }

  @Test
  void refusesDescriptionsThatDicomCannotHold() {
    assertThatThrownBy(() -> new Algorithm("Carryover", "abc"))
        .hasMessage("a model digest has 64 lower-case hex digits, got abc");
    assertThatThrownBy(() -> new Equipment("a\\b", "1"))
        .hasMessageStartingWith("a serial number has 1 to 64 printable ASCII characters");
  }

  @Test
  void uidsAreThoseOfOtherLanguages() throws IOException {
    // Given: Python's uuid.uuid5 of the namespace and the name that DerivedUids documents
    SourceSeries source = series(slice -> slice);
    DerivedUids uids = DerivedUids.of(source, "a".repeat(64), "b".repeat(64));

    assertThat(uids.of("segmentation")).isEqualTo("2.25.176541516185818200573392183838583630764");
  }

  private SourceSeries series(int columns, int rows, int slices) throws IOException {
    return Example.series(
        folder.resolve("series"), columns, rows, slices, UnaryOperator.identity());
  }

  private SourceSeries series(UnaryOperator<TestObject> change) throws IOException {
    return Example.series(folder.resolve("series"), 3, 2, 4, change);
  }

  private static TestObject item(Tag tag, String text) {
    return new TestObject().with(tag, text);
  }

  private static DataSet object(SourceSeries source, Mask mask) {
    return SegmentationWriter.object(source, mask, Example.CAUDATE, Example.RESULT);
  }

  private static byte[] written(SourceSeries source, Mask mask) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SegmentationWriter.write(source, mask, Example.CAUDATE, Example.RESULT, out);
    return out.toByteArray();
  }

  private Mask readBack(SourceSeries source, Mask mask) throws IOException {
    Path file = Files.write(folder.resolve("seg"), written(source, mask));
    assertThat(DicomReader.isDicom(file)).isTrue();
    return SegmentationReader.readMask(file, source.grid(), Set.of(1));
  }

  private static String refusal(SourceSeries source, Grid grid) {
    Mask mask = new Mask(grid, new byte[grid.shape().voxels()]);
    InvalidImageException refusal =
        catchThrowableOfType(InvalidImageException.class, () -> object(source, mask));
    return refusal.code() + ": " + refusal.getMessage();
  }

  private static String uid(DataSet object) {
    return object.text(Tag.SOP_INSTANCE_UID);
  }

  private static String compression(SourceSeries source) {
    return object(source, Example.mask(source.grid(), 3)).text(Tag.LOSSY_IMAGE_COMPRESSION);
  }

  private static DataSet only(DataSet object, Tag sequence) {
    assertThat(object.items(sequence)).hasSize(1);
    return object.items(sequence).get(0);
  }

  private static String code(DataSet object, Tag sequence) {
    return only(object, sequence).text(Tag.CODE_VALUE);
  }

  private static DataSet sourceOf(DataSet frame) {
    return only(only(frame, Tag.DERIVATION_IMAGE_SEQUENCE), Tag.SOURCE_IMAGE_SEQUENCE);
  }

  private static String imageOf(DataSet frame) {
    return sourceOf(frame).text(Tag.REFERENCED_SOP_INSTANCE_UID);
  }

  private static String positionOf(DataSet frame) {
    return only(frame, Tag.PLANE_POSITION_SEQUENCE).text(Tag.IMAGE_POSITION_PATIENT);
  }

  private static byte[] bytes(DataSet object, Tag tag) {
    Value value = object.value(tag).orElseThrow();
    byte[] bytes = new byte[value.length()];
    value.bytes().get(bytes);
    return bytes;
  }
}
