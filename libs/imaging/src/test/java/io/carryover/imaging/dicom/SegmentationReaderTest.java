package io.carryover.imaging.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.carryover.imaging.dicom.dataset.DataSet;
import io.carryover.imaging.dicom.dataset.DataSetBuilder;
import io.carryover.imaging.dicom.dataset.Tag;
import io.carryover.imaging.dicom.dataset.TestObject;
import io.carryover.imaging.volume.Affine;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Segmentations of 3 columns and 2 rows, 6 bits a frame, on the grid of a series of four slices.
 */
class SegmentationReaderTest {
  /** Columns, rows, slices of {@link TestSeries#EXPLICIT_SIGNED_16}. */
  private static final Grid GRID =
      new Grid(
          new Shape(3, 2, 4),
          Affine.ofRows(new double[][] {{-1, 0, 0, -10}, {0, -1.5, 0, -20}, {0, 0, 2.5, 2.5}}));

  @TempDir private Path folder;

  @Test
  void framesThatEndWithinAByteFindTheirSliceByPosition() throws IOException {
    // Given: two frames out of order, the first pixels of each row in the one, the last in the
    // other
    Path file = binary(frame(1, 7.5), frame(1, 2.5)).pixels("100100", "001001").file();

    Mask mask = SegmentationReader.readMask(file, GRID, Set.of(1));

    assertThat(mask.grid()).isEqualTo(GRID);
    assertThat(mask.foregroundVoxels()).isEqualTo(4);
    assertThat(mask.contains(0, 0, 2)).isTrue();
    assertThat(mask.contains(0, 1, 2)).isTrue();
    assertThat(mask.contains(2, 0, 0)).isTrue();
    assertThat(mask.contains(2, 1, 0)).isTrue();
  }

  @Test
  void segmentsAreChosenByNumber() throws IOException {
    Path file = binary(frame(1, 2.5), frame(2, 2.5)).pixels("100000", "110001").file();

    assertThat(SegmentationReader.readMask(file, GRID, Set.of(1)).foregroundVoxels()).isOne();
    assertThat(SegmentationReader.readMask(file, GRID, Set.of(2)).foregroundVoxels()).isEqualTo(3);
    assertThat(SegmentationReader.readMask(file, GRID, Set.of(1, 2)).foregroundVoxels())
        .isEqualTo(3);
  }

  @Test
  void labelMapsHaveTheNumberOfEachSegment() throws IOException {
    Path file = binary(frame(1, 2.5), frame(2, 10)).pixels("100000", "000001").file();

    Volume labels = SegmentationReader.readLabels(file, GRID);

    assertThat(labels.at(0, 0, 0)).isEqualTo(1);
    assertThat(labels.at(2, 1, 3)).isEqualTo(2);
    assertThat(labels.at(1, 1, 1)).isEqualTo(0);
  }

  @Test
  void labelMapObjectsNameTheSegmentInEachPixel() throws IOException {
    for (int bits : new int[] {8, 16}) {
      TestSegmentation labelMap = labelMap(bits, 0, 2, 1, 0, 0, 2);

      Volume labels = SegmentationReader.readLabels(labelMap.file(), GRID);
      Mask mask = SegmentationReader.readMask(labelMap.file(), GRID, Set.of(2));

      assertThat(labels.at(1, 0, 1)).isEqualTo(2);
      assertThat(labels.at(2, 0, 1)).isEqualTo(1);
      assertThat(mask.foregroundVoxels()).isEqualTo(2);
      assertThat(mask.contains(2, 1, 1)).isTrue();
    }
  }

  @Test
  void mirroredFramesFindTheirVoxels() throws IOException {
    // Given: columns run the other way, from the image's last column on
    TestSegmentation mirrored = binary(frame(1, 2.5)).pixels("100000");
    mirrored.shared("-1\\0\\0\\0\\1\\0", "1.5\\1", "2.5");
    mirrored.frames[0] = frame(1, "12\\20\\2.5");

    Mask mask = SegmentationReader.readMask(mirrored.file(), GRID, Set.of(1));

    assertThat(mask.foregroundVoxels()).isOne();
    assertThat(mask.contains(2, 0, 0)).isTrue();
  }

  @Test
  void framesAlongAnotherPlaneFindTheirVoxels() throws IOException {
    // Given: a frame in the plane of y and z: its columns are the image's rows, its rows the slices
    TestSegmentation sagittal = binary(frame(1, "11\\20\\2.5"));
    sagittal.object.withPixels(3, 2, 1, 0);
    sagittal.shared("0\\1\\0\\0\\0\\1", "2.5\\1.5", "1");
    sagittal.pixels("010001");

    Mask mask = SegmentationReader.readMask(sagittal.file(), GRID, Set.of(1));

    assertThat(mask.foregroundVoxels()).isEqualTo(2);
    assertThat(mask.contains(1, 1, 0)).isTrue();
    assertThat(mask.contains(1, 1, 2)).isTrue();
  }

  @Test
  void partsOfASliceFindTheirVoxelsAndOnlyForegroundMustLieInside() throws IOException {
    TestSegmentation part = binary(frame(1, "12\\20\\2.5"));

    assertThat(
            SegmentationReader.readMask(part.pixels("100100").file(), GRID, Set.of(1))
                .contains(2, 1, 0))
        .isTrue();
    assertThat(refusal(part.pixels("010000").file(), 1))
        .isEqualTo(
            "MASK_AFFINE_DIFFERS: labels must lie inside of the image 3x2x4, got one at voxel"
                + " (3, 0, 0) (frame 1)");
  }

  @Test
  void refusesFramesBetweenTheSlices() throws IOException {
    assertThat(refusal(binary(frame(1, 3.5)).pixels("100000").file(), 1))
        .startsWith(
            "MASK_AFFINE_DIFFERS: labels and image must lie on one grid, got pixel (0, 0) 0.400"
                + " voxels off along axis 2, image 3x2x4")
        .endsWith("(frame 1)");
  }

  @Test
  void refusesFramesOfAnotherSpacingOrTurnedABit() throws IOException {
    TestSegmentation wider = binary(frame(1, 2.5)).pixels("100000");
    wider.shared("1\\0\\0\\0\\1\\0", "3\\2", "2.5");
    assertThat(refusal(wider.file(), 1))
        .startsWith(
            "MASK_AFFINE_DIFFERS: labels and image must lie on one grid, got pixels 2.0x3.0 mm");

    TestSegmentation turned = binary(frame(1, 2.5)).pixels("100000");
    turned.shared("0.8\\0.6\\0\\-0.6\\0.8\\0", "1.5\\1", "2.5");
    assertThat(refusal(turned.file(), 1)).startsWith("MASK_AFFINE_DIFFERS: ");
  }

  @Test
  void refusesSlicesThatLieFurtherApartThanThoseOfTheImage() throws IOException {
    TestSegmentation thick = binary(frame(1, 2.5)).pixels("100000");
    thick.shared("1\\0\\0\\0\\1\\0", "1.5\\1", "5");

    assertThat(refusal(thick.file(), 1))
        .startsWith(
            "MASK_AFFINE_DIFFERS: labels and image must lie on one grid, got slices 5.0 mm apart");
  }

  @Test
  void refusesTwoFramesOfOneSegmentInOneSlice() throws IOException {
    assertThat(refusal(binary(frame(1, 5), frame(1, 5)).pixels("100000", "010000").file(), 1))
        .isEqualTo(
            "DUPLICATE_SLICES: a segment has one frame in a slice, segment 1 has two in slice 1 of"
                + " axis 2 (frame 2)");
  }

  @Test
  void refusesSegmentsThatAreNotThere() throws IOException {
    Path file = binary(frame(1, 2.5)).pixels("100000").file();

    assertThat(refusal(file, 3))
        .isEqualTo("MISSING_SEGMENT: segments must be among [1, 2], got [3]");
  }

  @Test
  void refusesFramesAndLabelsOfSegmentsThatAreNotDeclared() throws IOException {
    assertThat(refusal(binary(frame(7, 2.5)).pixels("100000").file(), 1))
        .isEqualTo("UNREADABLE_IMAGE: labels belong to a segment among [1, 2], got 7");
    assertThat(refusal(labelMap(8, 0, 9, 0, 0, 0, 0).file(), 1))
        .isEqualTo("UNREADABLE_IMAGE: labels belong to a segment among [1, 2], got 9 (frame 1)");
  }

  @Test
  void refusesOverlapWhereEachVoxelHasOneLabel() throws IOException {
    Path file = binary(frame(1, 2.5), frame(2, 2.5)).pixels("100000", "110001").file();

    InvalidImageException refused =
        catchThrowableOfType(
            InvalidImageException.class, () -> SegmentationReader.readLabels(file, GRID));

    assertThat(refused.code()).isEqualTo("OVERLAPPING_SEGMENTS");
    assertThat(refused).hasMessage("a voxel has one label, one has 1 and 2 (frame 2)");
  }

  @Test
  void refusesFractionalSegmentationsAndImages() throws IOException {
    TestSegmentation fractional = binary(frame(1, 2.5)).pixels("100000");
    fractional.object.with(Tag.SEGMENTATION_TYPE, "FRACTIONAL");
    assertThat(refusal(fractional.file(), 1))
        .isEqualTo(
            "UNSUPPORTED_IMAGE: a segmentation is BINARY of 1 bit or LABELMAP of 8 or 16, unsigned;"
                + " got FRACTIONAL of 1 bits");

    Path image = Files.write(folder.resolve("image"), TestObject.slice(1, 0).file());
    assertThat(refusal(image, 1))
        .isEqualTo("NOT_AN_IMAGE: labels are a segmentation, this object is of class MR");
  }

  @Test
  void refusesLabelsOfAnotherFrameOfReference() throws IOException {
    // Given: crops of two patients may have the same positions
    Series series = seriesOf("1.2.9");
    TestSegmentation labels = binary(frame(1, 2.5)).pixels("100000");

    assertThat(SegmentationReader.readMask(labels.file(), series, Set.of(1)).foregroundVoxels())
        .isOne();
    labels.object.with(Tag.FRAME_OF_REFERENCE_UID, "1.2.9");
    assertThat(SegmentationReader.readMask(labels.file(), series, Set.of(1)).foregroundVoxels())
        .isOne();
    labels.object.with(Tag.FRAME_OF_REFERENCE_UID, "1.2.8");
    Path file = labels.file();
    InvalidImageException refused =
        catchThrowableOfType(
            InvalidImageException.class,
            () -> SegmentationReader.readMask(file, series, Set.of(1)));

    assertThat(refused.code()).isEqualTo("FRAME_OF_REFERENCE_DIFFERS");
    assertThat(refused)
        .hasMessage(
            "labels and image have one FrameOfReferenceUID (0020,0052), these have two: of other"
                + " patients or sessions");
  }

  private static Series seriesOf(String frameOfReferenceUid) {
    DataSet context =
        new DataSetBuilder().put(Tag.FRAME_OF_REFERENCE_UID, frameOfReferenceUid).build();
    Plane plane =
        new Plane(new Vector(10, 20, 2.5), new Vector(1, 0, 0), new Vector(0, 1, 0), 1, 1.5);
    SourceSlice slice = new SourceSlice(new FrameReference("", "", OptionalInt.empty()), plane);
    return new Series(
        new Volume(GRID, new float[24]),
        new SourceSeries("1.2.3", GRID, context, Collections.nCopies(4, slice)));
  }

  @Test
  void refusesFewerBitsThanFrames() throws IOException {
    assertThat(refusal(binary(frame(1, 2.5), frame(1, 5)).pixels("100000").file(), 1))
        .isEqualTo("TRUNCATED_IMAGE: 2 frames of 3x2 pixels take 2 bytes, PixelData has 1");
  }

  private static String refusal(Path file, int segment) {
    InvalidImageException refused =
        catchThrowableOfType(
            InvalidImageException.class,
            () -> SegmentationReader.readMask(file, GRID, Set.of(segment)));
    return refused.code() + ": " + refused.getMessage();
  }

  private TestSegmentation binary(TestObject... frames) {
    return new TestSegmentation(folder.resolve("labels"), frames);
  }

  private TestSegmentation labelMap(int bits, int... labels) {
    TestSegmentation labelMap =
        binary(new TestObject().with(Tag.PLANE_POSITION_SEQUENCE, position("10\\20\\5")));
    byte[] bytes = TestObject.shorts(6, p -> labels[p]);
    byte[] single = new byte[6];
    IntStream.range(0, 6).forEach(p -> single[p] = (byte) labels[p]);
    labelMap
        .object
        .with(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.66.7")
        .with(Tag.SEGMENTATION_TYPE, "LABELMAP")
        .withPixels(2, 3, bits, 0)
        .with(Tag.PIXEL_DATA, bits == 8 ? single : bytes);
    return labelMap;
  }

  private static TestObject frame(int segment, double z) {
    return frame(segment, "10\\20\\" + z);
  }

  private static TestObject frame(int segment, String position) {
    return new TestObject()
        .with(Tag.PLANE_POSITION_SEQUENCE, position(position))
        .with(
            Tag.SEGMENT_IDENTIFICATION_SEQUENCE,
            new TestObject().with(Tag.REFERENCED_SEGMENT_NUMBER, segment));
  }

  private static TestObject position(String position) {
    return new TestObject().with(Tag.IMAGE_POSITION_PATIENT, position);
  }

  /** A segmentation with two segments in the making. */
  private static final class TestSegmentation {
    private final Path path;
    private final TestObject[] frames;
    private final TestObject object;

    TestSegmentation(Path path, TestObject... frames) {
      this.path = path;
      this.frames = frames;
      this.object =
          new TestObject()
              .with(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.66.4")
              .with(Tag.SEGMENTATION_TYPE, "BINARY")
              .withPixels(2, 3, 1, 0)
              .with(Tag.NUMBER_OF_FRAMES, String.valueOf(frames.length))
              .with(
                  Tag.SEGMENT_SEQUENCE,
                  new TestObject().with(Tag.SEGMENT_NUMBER, 1),
                  new TestObject().with(Tag.SEGMENT_NUMBER, 2));
      shared("1\\0\\0\\0\\1\\0", "1.5\\1", "2.5");
    }

    final void shared(String orientation, String spacing, String sliceSpacing) {
      object.with(
          Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE,
          new TestObject()
              .with(
                  Tag.PLANE_ORIENTATION_SEQUENCE,
                  new TestObject().with(Tag.IMAGE_ORIENTATION_PATIENT, orientation))
              .with(
                  Tag.PIXEL_MEASURES_SEQUENCE,
                  new TestObject()
                      .with(Tag.PIXEL_SPACING, spacing)
                      .with(Tag.SPACING_BETWEEN_SLICES, sliceSpacing)));
    }

    /** Bits of the frames one after another, the lowest of a byte first. */
    TestSegmentation pixels(String... bits) {
      String all = String.join("", bits);
      byte[] bytes = new byte[(all.length() + 7) / 8];
      for (int bit = 0; bit < all.length(); bit++) {
        bytes[bit / 8] |= (byte) ((all.charAt(bit) - '0') << (bit % 8));
      }
      object.with(Tag.PIXEL_DATA, bytes);
      return this;
    }

    Path file() throws IOException {
      object.with(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, Arrays.copyOf(frames, frames.length));
      return Files.write(path, object.file());
    }
  }
}
