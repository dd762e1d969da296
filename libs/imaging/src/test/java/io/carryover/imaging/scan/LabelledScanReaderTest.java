package io.carryover.imaging.scan;

import static io.carryover.imaging.volume.InvalidImageException.DUPLICATE_SLICES;
import static io.carryover.imaging.volume.InvalidImageException.EMPTY_IMAGE;
import static io.carryover.imaging.volume.InvalidImageException.EMPTY_MASK;
import static io.carryover.imaging.volume.InvalidImageException.MASK_AFFINE_DIFFERS;
import static io.carryover.imaging.volume.InvalidImageException.MASK_SHAPE_DIFFERS;
import static io.carryover.imaging.volume.InvalidImageException.MISSING_SEGMENT;
import static io.carryover.imaging.volume.InvalidImageException.NAN_VOXELS;
import static io.carryover.imaging.volume.InvalidImageException.TRUNCATED_IMAGE;
import static io.carryover.imaging.volume.InvalidImageException.UNSUPPORTED_IMAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.carryover.imaging.dicom.dataset.Tag;
import io.carryover.imaging.dicom.dataset.TestObject;
import io.carryover.imaging.nifti.NiftiWriter;
import io.carryover.imaging.volume.Affine;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledScanReaderTest {
  private static final Shape SHAPE = new Shape(4, 5, 6);

  @TempDir private Path folder;
  private Path image;
  private Path label;

  @BeforeEach
  void writeAValidScan() throws IOException {
    image = folder.resolve("image.nii");
    label = folder.resolve("label.nii");
    writeImage(voxels());
    writeLabel(Grid.ofOneMm(SHAPE), 1, 2, 0, 3);
  }

  @Test
  void joinsLabelsToOneForeground() {
    LabelledScan scan = read(1, 3);

    assertThat(scan.image().voxels()).containsExactly(voxels());
    assertThat(Arrays.copyOf(scan.mask().voxels(), 5)).containsExactly(1, 0, 0, 1, 0);
    assertThat(scan.mask().foregroundVoxels()).isEqualTo(2);
    assertThat(scan.mask().grid()).isEqualTo(scan.image().grid());
  }

  @Test
  void rejectsMaskOfAnotherShape() throws IOException {
    writeLabel(Grid.ofOneMm(new Shape(4, 5, 7)), 1);

    assertThat(refusal(MASK_SHAPE_DIFFERS, 1))
        .hasMessage("mask 4x5x7 differs from image 4x5x6 (scan hippocampus_001)");
  }

  @Test
  void rejectsMaskAtAnotherPlace() throws IOException {
    writeLabel(new Grid(SHAPE, Affine.ofSpacing(1, 1, 1).startingAt(0, 0, 0.2)), 1);

    assertThat(refusal(MASK_AFFINE_DIFFERS, 1)).hasMessageContaining("0.2000 mm apart");
  }

  @Test
  void rejectsMaskThatIsMirrored() throws IOException {
    writeLabel(new Grid(SHAPE, Affine.ofSpacing(-1, 1, 1)), 1);

    refusal(MASK_AFFINE_DIFFERS, 1);
  }

  @Test
  void acceptsMaskAtThePlaceRoundedOtherwise() throws IOException {
    writeLabel(new Grid(SHAPE, Affine.ofSpacing(1, 1, 1).startingAt(0, 0, 0.05)), 1);

    assertThat(read(1).mask().grid().affine()).isEqualTo(Affine.ofSpacing(1, 1, 1));
  }

  @Test
  void rejectsScanWithoutForeground() {
    assertThat(refusal(EMPTY_MASK, 9, 7))
        .hasMessageContaining("none of 120 voxels has a label of [7, 9]");
  }

  @Test
  void rejectsVoxelsThatAreNoNumbers() throws IOException {
    float[] voxels = voxels();
    voxels[SHAPE.index(2, 0, 1)] = Float.NaN;
    writeImage(voxels);

    assertThat(refusal(NAN_VOXELS, 1))
        .hasMessageContaining("1 of 120 are not, the first at (2, 0, 1)");
  }

  @Test
  void rejectsLabelsThatAreNoNumbers() throws IOException {
    writeLabel(Grid.ofOneMm(SHAPE), Float.POSITIVE_INFINITY);

    refusal(NAN_VOXELS, 1);
  }

  @Test
  void rejectsLabelsBetweenNumbers() throws IOException {
    writeLabel(Grid.ofOneMm(SHAPE), 1, 0.5f);

    assertThat(refusal(UNSUPPORTED_IMAGE, 1)).hasMessageContaining("0.5");
  }

  @Test
  void rejectsImageOfOneValue() throws IOException {
    float[] voxels = voxels();
    Arrays.fill(voxels, 7);
    writeImage(voxels);

    refusal(EMPTY_IMAGE, 1);
  }

  @Test
  void namesFileAndScanOfATruncatedImage() throws IOException {
    Files.write(image, Arrays.copyOf(Files.readAllBytes(image), 500));

    assertThat(refusal(TRUNCATED_IMAGE, 1)).hasMessageEndingWith("(image) (scan hippocampus_001)");
  }

  @Test
  void joinsASeriesAndASegmentationOfIt() throws IOException {
    // Given: two slices of 3x2 pixels, the last pixel of the second in segment 4
    writeSeries();
    writeSegmentation(4);

    LabelledScan scan = read(4);

    assertThat(scan.image().shape()).isEqualTo(new Shape(3, 2, 2));
    assertThat(scan.image().at(2, 1, 1)).isEqualTo(205);
    assertThat(scan.mask().grid()).isEqualTo(scan.image().grid());
    assertThat(scan.mask().foregroundVoxels()).isOne();
    assertThat(scan.mask().contains(2, 1, 1)).isTrue();
  }

  @Test
  void saysWhichPartOfASeriesAndItsSegmentationIsWrong() throws IOException {
    writeSeries();
    writeSegmentation(4);

    assertThat(refusal(MISSING_SEGMENT, 5))
        .hasMessage("segments must be among [4], got [5] (segmentation) (scan hippocampus_001)");

    Files.copy(image.resolve("1"), image.resolve("3"));
    assertThat(refusal(DUPLICATE_SLICES, 4)).hasMessageEndingWith("(image) (scan hippocampus_001)");
  }

  private void writeSeries() throws IOException {
    image = Files.createDirectory(folder.resolve("series"));
    for (int number = 1; number <= 2; number++) {
      Files.write(image.resolve("" + number), TestObject.slice(number, 3 * number).file());
    }
  }

  private void writeSegmentation(int segment) throws IOException {
    label = folder.resolve("segmentation");
    TestObject frame =
        new TestObject()
            .with(
                Tag.PLANE_POSITION_SEQUENCE,
                new TestObject().with(Tag.IMAGE_POSITION_PATIENT, "10\\20\\6"))
            .with(
                Tag.SEGMENT_IDENTIFICATION_SEQUENCE,
                new TestObject().with(Tag.REFERENCED_SEGMENT_NUMBER, segment));
    TestObject shared =
        new TestObject()
            .with(
                Tag.PLANE_ORIENTATION_SEQUENCE,
                new TestObject().with(Tag.IMAGE_ORIENTATION_PATIENT, "1\\0\\0\\0\\1\\0"))
            .with(Tag.PIXEL_MEASURES_SEQUENCE, new TestObject().with(Tag.PIXEL_SPACING, "1.5\\1"));
    TestObject segmentation =
        new TestObject()
            .withPixels(2, 3, 1, 0)
            .with(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.66.4")
            .with(Tag.SEGMENTATION_TYPE, "BINARY")
            .with(Tag.NUMBER_OF_FRAMES, "1")
            .with(Tag.SEGMENT_SEQUENCE, new TestObject().with(Tag.SEGMENT_NUMBER, segment))
            .with(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, shared)
            .with(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, frame)
            .with(Tag.PIXEL_DATA, new byte[] {0b100000});
    Files.write(label, segmentation.file());
  }

  private InvalidImageException refusal(String code, Integer... labelValues) {
    InvalidImageException refusal =
        catchThrowableOfType(InvalidImageException.class, () -> read(labelValues));
    assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(code);
    return refusal;
  }

  private LabelledScan read(Integer... labelValues) {
    return LabelledScanReader.read(image, label, Set.of(labelValues), "hippocampus_001");
  }

  private void writeImage(float[] voxels) throws IOException {
    NiftiWriter.write(image, new Volume(Grid.ofOneMm(SHAPE), voxels));
  }

  private void writeLabel(Grid grid, float... first) throws IOException {
    NiftiWriter.write(label, new Volume(grid, Arrays.copyOf(first, grid.shape().voxels())));
  }

  private static float[] voxels() {
    float[] voxels = new float[SHAPE.voxels()];
    for (int index = 0; index < voxels.length; index++) {
      voxels[index] = index % 17;
    }
    return voxels;
  }
}
