package io.carryover.imaging.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.carryover.imaging.dicom.dataset.Tag;
import io.carryover.imaging.dicom.dataset.TestObject;
import io.carryover.imaging.dicom.dataset.TestObject.Ends;
import io.carryover.imaging.volume.InvalidImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every rule that a series may break, by its code and numbers. */
class SeriesRefusalTest {
  @TempDir private Path folder;

  @Test
  void refusesAGapThatASliceWouldFill() throws IOException {
    assertThat(refusalOf(0, 2.5, 5, 10, 12.5))
        .isEqualTo(
            "MISSING_SLICES: slices are evenly spaced, instance 3 at 5.0000 mm and instance 4 at"
                + " 10.0000 mm are 5.0000 mm apart, most others 2.5000 mm (missing there: 1)");
  }

  @Test
  void refusesAGapAtTheEndOfThree() throws IOException {
    assertThat(refusalOf(0, 2, 8))
        .endsWith("6.0000 mm apart, most others 2.0000 mm (missing there: 2)");
  }

  @Test
  void refusesUnevenSlices() throws IOException {
    assertThat(refusalOf(0, 2.5, 5.1, 7.5))
        .isEqualTo(
            "UNEVEN_SLICES: slices are evenly spaced, instance 2 at 2.5000 mm and instance 3 at"
                + " 5.1000 mm are 2.6000 mm apart, most others 2.5000 mm");
  }

  @Test
  void refusesSlicesThatDriftFromTheirLine() throws IOException {
    // Given: gaps of 1.99 and 2.01 mm, each of them allowed, that put the middle off by 0.1 mm
    double[] z = new double[21];
    for (int n = 1; n < z.length; n++) {
      z[n] = z[n - 1] + (n <= 10 ? 1.99 : 2.01);
    }

    assertThat(refusalOf(z))
        .isEqualTo(
            "UNEVEN_SLICES: slices lie on one line within 0.0400 mm, instance 6 at (10.0000,"
                + " 20.0000, 9.95000) is 0.0500 mm off its place (10.0000, 20.0000, 10.0000)");
  }

  @Test
  void refusesASliceBesideTheOthers() throws IOException {
    assertThat(
            refusal(
                slices(0, 1, 2, 3),
                2,
                slice -> slice.with(Tag.IMAGE_POSITION_PATIENT, "10.5\\20\\2")))
        .isEqualTo(
            "UNEVEN_SLICES: slices lie on one line within 0.0200 mm, instance 3 at (10.5000,"
                + " 20.0000, 2.00000) is 0.5000 mm off its place (10.0000, 20.0000, 2.00000)");
  }

  @Test
  void refusesTwoSlicesAtOnePlace() throws IOException {
    assertThat(refusalOf(0, 2.5, 2.5, 5))
        .isEqualTo(
            "DUPLICATE_SLICES: each slice has its own place, instance 2 and instance 3 both lie at"
                + " 2.5000 mm along the normal (1 of 4 slices lie where another does)");
  }

  @Test
  void refusesSeveralEchoesAtEveryPlace() throws IOException {
    assertThat(refusalOf(0, 1, 2, 0, 1, 2)).contains("(3 of 6 slices lie where another does)");
  }

  @Test
  void refusesASingleSlice() throws IOException {
    assertThat(refusalOf(0))
        .isEqualTo("MISSING_SLICES: two slices or more tell how far apart they are, got 1");
  }

  @Test
  void refusesAChangedOrientation() throws IOException {
    assertThat(
            refusal(
                slices(0, 1, 2),
                2,
                slice -> slice.with(Tag.IMAGE_ORIENTATION_PATIENT, "1\\0\\0\\0\\0.8\\0.6")))
        .isEqualTo(
            "ORIENTATION_CHANGES: slices of a series are parallel, instance 3 lies along"
                + " (1.00000, 0.00000, 0.00000) and (0.00000, 0.800000, 0.600000), instance 1 along"
                + " (1.00000, 0.00000, 0.00000) and (0.00000, 1.00000, 0.00000)");
  }

  @Test
  void refusesAChangedSpacing() throws IOException {
    assertThat(refusal(slices(0, 1, 2), 1, slice -> slice.with(Tag.PIXEL_SPACING, "1.5\\1.01")))
        .isEqualTo(
            "SPACING_CHANGES: slices of a series have one spacing, instance 2 has 1.01x1.5 mm,"
                + " instance 1 has 1.0x1.5 mm");
  }

  @Test
  void refusesAChangedSize() throws IOException {
    assertThat(refusal(slices(0, 1, 2), 1, slice -> slice.with(Tag.ROWS, 3).with(Tag.COLUMNS, 2)))
        .isEqualTo(
            "MIXED_SERIES: slices of a series have one size, instance 2 has 2x3, instance 1 has"
                + " 3x2");
  }

  @Test
  void refusesImagesOfTwoSeriesOrFramesOfReference() throws IOException {
    assertThat(refusal(slices(0, 1, 2), 1, slice -> slice.with(Tag.SERIES_INSTANCE_UID, "1.2.4")))
        .isEqualTo(
            "MIXED_SERIES: images of a series have one SeriesInstanceUID (0020,000e), that of"
                + " instance 2 differs from that of instance 1 (file 2 of 3)");
    assertThat(
            refusal(slices(0, 1, 2), 1, slice -> slice.with(Tag.FRAME_OF_REFERENCE_UID, "1.2.4")))
        .startsWith("MIXED_SERIES: images of a series have one FrameOfReferenceUID (0020,0052), ");
  }

  @Test
  void refusesImagesOfTwoPeopleOrStudiesWithoutTellingThem() throws IOException {
    assertThat(refusal(slices(0, 1, 2), 1, slice -> slice.with(Tag.PATIENT_ID, "P17")))
        .isEqualTo(
            "MIXED_SERIES: images of a series have one PatientID (0010,0020), that of instance 2"
                + " differs from that of instance 1 (file 2 of 3)");
    assertThat(refusal(slices(0, 1, 2), 1, slice -> slice.with(Tag.STUDY_INSTANCE_UID, "1.2.5")))
        .startsWith("MIXED_SERIES: images of a series have one StudyInstanceUID (0020,000d), ");
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.840.10008.5.1.4.1.1.66.4, of class SEGMENTATION",
    "1.2.840.10008.5.1.4.1.1.88.33, a structured report",
    "1.2.840.10008.5.1.4.1.1.481.3, an RT structure set",
    "1.2.840.10008.5.1.4.1.1.7, a secondary capture",
    "1.2.840.10008.5.1.4.1.1.104.1, a PDF document",
    "1.2.3.4, of class 1.2.3.4",
    "DOE^JOHN, of an unreadable class",
    "'', of no class"
  })
  void refusesObjectsThatAreNoImages(String uid, String name) throws IOException {
    assertThat(refusal(slices(0, 1), 1, slice -> slice.with(Tag.SOP_CLASS_UID, uid)))
        .isEqualTo(
            "NOT_AN_IMAGE: a series holds MR or CT images, this object is "
                + name
                + " (file 2 of 2)");
  }

  @Test
  void refusesSlicesThatDoNotSayWhereTheyLie() throws IOException {
    for (Tag tag :
        List.of(Tag.IMAGE_POSITION_PATIENT, Tag.IMAGE_ORIENTATION_PATIENT, Tag.PIXEL_SPACING)) {
      assertThat(refusal(slices(0, 1), 0, slice -> slice.without(tag)))
          .isEqualTo(
              "MISSING_GEOMETRY: a frame says where it lies, this one has no "
                  + tag
                  + " (file 1 of 2)");
    }
  }

  @Test
  void refusesGeometryThatIsNone() throws IOException {
    assertThat(
            refusal(
                slices(0, 1),
                0,
                slice -> slice.with(Tag.IMAGE_ORIENTATION_PATIENT, "1\\0\\0\\0\\0\\0")))
        .startsWith("BROKEN_AFFINE: ImageOrientationPatient (0020,0037) has cosines of length 1");
    assertThat(refusal(slices(0, 1), 0, slice -> slice.with(Tag.PIXEL_SPACING, "0\\1")))
        .startsWith("BROKEN_AFFINE: PixelSpacing (0028,0030) is above 0 mm, got 0.0 and 1.0");
    assertThat(
            refusal(
                slices(0, 1), 0, slice -> slice.with(Tag.IMAGE_POSITION_PATIENT, "1e999\\1\\2")))
        .startsWith("BROKEN_AFFINE: ImagePositionPatient (0020,0032) has finite numbers");
    assertThat(refusal(slices(0, 1), 0, slice -> slice.with(Tag.IMAGE_POSITION_PATIENT, "1\\2")))
        .startsWith(
            "UNREADABLE_IMAGE: ImagePositionPatient (0020,0032) must have 3 numbers, got 2");
  }

  @Test
  void refusesATiltedGantry() throws IOException {
    List<TestObject> tilted =
        IntStream.range(0, 4)
            .mapToObj(
                n ->
                    TestObject.slice(n, 0)
                        .with(
                            Tag.IMAGE_POSITION_PATIENT,
                            "10\\%s\\%s".formatted(20 + 0.2 * n, 2.0 * n)))
            .toList();

    assertThat(refusal(tilted, 0, slice -> slice))
        .startsWith("SHEARED_AFFINE: axes must be at right angles, largest cosine between two is");
  }

  @Test
  void refusesPixelsThatAreNotRead() throws IOException {
    assertThat(refusal(slices(0, 1), 0, slice -> slice.with(Tag.PHOTOMETRIC_INTERPRETATION, "RGB")))
        .startsWith(
            "UNSUPPORTED_IMAGE: PhotometricInterpretation (0028,0004) is MONOCHROME1 or"
                + " MONOCHROME2, got RGB");
    assertThat(refusal(slices(0, 1), 0, slice -> slice.with(Tag.SAMPLES_PER_PIXEL, 3)))
        .startsWith("UNSUPPORTED_IMAGE: a pixel has one sample, got 3");
    assertThat(refusal(slices(0, 1), 0, slice -> slice.withPixels(2, 3, 32, 0)))
        .startsWith("UNSUPPORTED_IMAGE: a pixel takes 8 or 16 bits, got 32");
    assertThat(refusal(slices(0, 1), 0, slice -> slice.with(Tag.HIGH_BIT, 11)))
        .startsWith(
            "UNSUPPORTED_IMAGE: the bits of a pixel start at the lowest: with 16 stored HighBit"
                + " (0028,0102) is 15, got 11");
    assertThat(refusal(slices(0, 1), 0, slice -> slice.with(Tag.NUMBER_OF_FRAMES, "2")))
        .startsWith("UNSUPPORTED_IMAGE: a classic MR or CT image has one frame, got 2");
    assertThat(
            refusal(
                slices(0, 1), 0, slice -> slice.with(Tag.MODALITY_LUT_SEQUENCE, new TestObject())))
        .startsWith("UNSUPPORTED_IMAGE: intensities follow slope and intercept");
  }

  @Test
  void refusesPixelDataOfAnotherLength() throws IOException {
    assertThat(refusal(slices(0, 1), 0, slice -> slice.with(Tag.PIXEL_DATA, new byte[11])))
        .startsWith("TRUNCATED_IMAGE: 1 frames of 3x2 pixels take 12 bytes, PixelData has 11");
    assertThat(refusal(slices(0, 1), 0, slice -> slice.with(Tag.PIXEL_DATA, new byte[14])))
        .startsWith("UNREADABLE_IMAGE: 1 frames of 3x2 pixels take 12 bytes, PixelData has 14");
    assertThat(refusal(slices(0, 1), 0, slice -> slice.without(Tag.PIXEL_DATA)))
        .startsWith("UNREADABLE_IMAGE: an image has PixelData (7fe0,0010), this one has none");
    assertThat(
            refusal(slices(0, 1), 0, slice -> slice.with(Tag.ROWS, 65535).with(Tag.COLUMNS, 65535)))
        .startsWith(
            "TRUNCATED_IMAGE: 1 frames of 65535x65535 pixels take 8589672450 bytes, PixelData has"
                + " 12");
  }

  @Test
  void refusesASlopeOfZero() throws IOException {
    assertThat(refusal(slices(0, 1), 0, slice -> slice.with(Tag.RESCALE_SLOPE, "0")))
        .startsWith("UNREADABLE_IMAGE: rescaling has a finite slope other than 0, got slope 0.0");
  }

  @Test
  void refusesFramesWithoutTheirFunctionalGroups() throws IOException {
    TestObject enhanced = TestSeries.enhanced(List.of(0.0, 1.0)).with(Tag.NUMBER_OF_FRAMES, "9999");

    assertThat(refusal(List.of(enhanced), 0, slice -> slice))
        .startsWith(
            "UNREADABLE_IMAGE: each frame has its functional groups, got 2 for 9999 frames");
  }

  @Test
  void refusesDuplicateFramesByNumber() throws IOException {
    TestObject enhanced = TestSeries.enhanced(List.of(0.0, 1.0, 1.0));

    assertThat(refusal(List.of(enhanced), 0, slice -> slice))
        .startsWith(
            "DUPLICATE_SLICES: each slice has its own place, frame 2 of instance 1 and frame 3 of"
                + " instance 1 both lie at 1.0000 mm");
  }

  @Test
  void refusesCompressedFilesByTheirPlace() throws IOException {
    byte[] jpeg = TestObject.slice(1, 0).file("1.2.840.10008.1.2.4.90", Ends.LENGTH);
    Path file = Files.write(folder.resolve("DOE^JOHN"), jpeg);

    assertThat(refusal(List.of(file), DicomLimits.DEFAULT))
        .startsWith("UNSUPPORTED_TRANSFER_SYNTAX: ")
        .endsWith("transfer-syntax=1.2.840.10008.1.2.1 (file 1 of 1)");
  }

  @Test
  void refusesMoreThanTheLimits() throws IOException {
    List<Path> files = TestSeries.IMPLICIT.writtenTo(folder);
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }

    assertThat(refusal(files, new DicomLimits(bytes - 1, 24)))
        .isEqualTo(
            "IMAGE_TOO_LARGE: the files of a series have at most %d bytes, these have %d or more"
                    .formatted(bytes - 1, bytes)
                + " (file 4 of 4)");
    assertThat(refusal(files, new DicomLimits(bytes, 23)))
        .isEqualTo("IMAGE_TOO_LARGE: a volume has at most 23 voxels, got 3x2x4");
  }

  @Test
  void refusesAFolderWithoutFiles() {
    assertThat(refusalOfReading(folder))
        .isEqualTo("MISSING_FILE: a series has images, got no file");
    assertThat(refusalOfReading(folder.resolve("none")))
        .isEqualTo("UNREADABLE_IMAGE: there is no such file (file 1 of 1)");
  }

  private String refusalOf(double... z) throws IOException {
    return refusal(slices(z), 0, slice -> slice);
  }

  private static List<TestObject> slices(double... z) {
    return IntStream.range(0, z.length).mapToObj(n -> TestObject.slice(n + 1, z[n])).toList();
  }

  private String refusal(List<TestObject> slices, int changed, UnaryOperator<TestObject> change)
      throws IOException {
    List<Path> files = new ArrayList<>();
    for (int n = 0; n < slices.size(); n++) {
      TestObject slice = n == changed ? change.apply(slices.get(n)) : slices.get(n);
      files.add(Files.write(folder.resolve("s" + n), slice.file()));
    }
    return refusal(files, DicomLimits.DEFAULT);
  }

  private static String refusal(List<Path> files, DicomLimits limits) {
    return text(
        catchThrowableOfType(InvalidImageException.class, () -> SeriesReader.read(files, limits)));
  }

  private static String refusalOfReading(Path folder) {
    return text(catchThrowableOfType(InvalidImageException.class, () -> SeriesReader.read(folder)));
  }

  private static String text(InvalidImageException refused) {
    return refused.code() + ": " + refused.getMessage();
  }
}
