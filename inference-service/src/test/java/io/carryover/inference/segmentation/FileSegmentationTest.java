package io.carryover.inference.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.carryover.imaging.dicom.SeriesReader;
import io.carryover.imaging.nifti.NiftiReader;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import io.carryover.inference.TestScans;
import io.carryover.inference.ThresholdModel;
import io.carryover.inference.onnx.OnnxModel;
import io.carryover.inference.onnx.SessionSettings;
import io.carryover.runtime.failure.RejectedException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSegmentationTest {
  /** Real, and never part of the repository. */
  private static final Path SERIES =
      Path.of("..", "..", "shared", "data", "dicom", "mr-13_HCropVolume");

  private static final long SEED = 3;
  private static final long MOST_BYTES = 1 << 24;

  /** Spacings are stored as float32. */
  private static final double FLOAT_ROUNDING = 1e-6;

  private final FileSegmentation files = new FileSegmentation(MOST_BYTES, System::nanoTime);

  @TempDir Path folder;
  private OnnxModel model;
  private Segmenter segmenter;

  @BeforeEach
  void openModel() throws IOException {
    model =
        OnnxModel.open(
            ThresholdModel.at(0.5f).write(folder.resolve("model.onnx")), SessionSettings.cpu(1));
    segmenter = Segmenter.of(model, 1, Lane.direct(), System::nanoTime);
  }

  @AfterEach
  void closeModel() {
    model.close();
  }

  @Test
  void writesAMaskThatIsReadBackOnTheSameGrid() throws IOException {
    // Given
    Path image = TestScans.write(folder.resolve("scan.nii"));
    Path mask = folder.resolve("mask.nii.gz");
    // When
    SegmentedScan scan = files.segment(segmenter, image, ResultFiles.of(mask), Asked.MASK);
    // Then
    Volume written = NiftiReader.read(mask);
    assertThat(written.grid()).isEqualTo(NiftiReader.read(image).grid());
    assertThat(written.voxels()).isEqualTo(NiftiReader.read(image).voxels());
    assertThat(scan.foregroundVoxels()).isEqualTo(TestScans.BRIGHT_VOXELS);
    assertThat(scan.volumeMl()).isCloseTo(TestScans.BRIGHT_VOXELS * 1e-3, within(FLOAT_ROUNDING));
    assertThat(scan.patches()).isEqualTo(1);
  }

  @Test
  void tellsPlainFromGzippedByContent() throws IOException {
    // Given
    Path gzipped = TestScans.write(folder.resolve("scan.nii.gz"));
    Path misnamed = Files.move(gzipped, folder.resolve("scan.nii"));
    // When
    SegmentedScan scan = files.segment(segmenter, misnamed, maskFile(), Asked.MASK);
    // Then
    assertThat(scan.foregroundVoxels()).isEqualTo(TestScans.BRIGHT_VOXELS);
  }

  @Test
  void rejectsMoreVoxelsThanAllowedByTheHeaderAlone() throws IOException {
    // Given: a header that promises far more than the file holds
    Shape large = new Shape(512, 512, 512);
    Path image = TestScans.write(folder.resolve("scan.nii"));
    byte[] bytes = Files.readAllBytes(image);
    for (int axis = 0; axis < 3; axis++) {
      bytes[42 + 2 * axis] = 0;
      bytes[43 + 2 * axis] = 2;
    }
    Path gzipped = gzipped(bytes);
    // When, Then
    assertThatThrownBy(() -> files.segment(segmenter, gzipped, maskFile(), Asked.MASK))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining(large.toString())
        .hasMessageContaining("656 MiB")
        .extracting(e -> ((RejectedException) e).reason().getCode())
        .isEqualTo("IMAGE_TOO_LARGE");
  }

  @Test
  void rejectsATruncatedFile() throws IOException {
    // Given
    Path image = TestScans.writeTruncated(folder.resolve("scan.nii"));
    // When, Then
    assertThatThrownBy(() -> files.segment(segmenter, image, maskFile(), Asked.MASK))
        .isInstanceOf(RejectedException.class)
        .extracting(e -> ((RejectedException) e).reason().getCode())
        .isEqualTo("TRUNCATED_IMAGE");
  }

  private ResultFiles maskFile() {
    return ResultFiles.of(folder.resolve("mask.nii.gz"));
  }

  private Path gzipped(byte[] bytes) throws IOException {
    Path file = folder.resolve("large.nii.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(bytes);
      out.write(noise());
    }
    return file;
  }

  /** Incompressible: so much that 512 MiB might come out of it, gzip expands 1032 times at most. */
  private static byte[] noise() {
    byte[] noise = new byte[700_000];
    new Random(SEED).nextBytes(noise);
    return noise;
  }

  @Test
  void segmentsADicomSeriesOnItsOwnGrid() {
    // Given
    assumeTrue(Files.isDirectory(SERIES), "no DICOM series at " + SERIES);
    Path mask = folder.resolve("of-dicom.nii.gz");
    // When
    FileSegmentation roomy = new FileSegmentation(1 << 26, System::nanoTime);
    SegmentedScan scan = roomy.segment(segmenter, SERIES, ResultFiles.of(mask), Asked.MASK);
    // Then
    Volume image = SeriesReader.read(SERIES).image();
    assertThat(NiftiReader.read(mask).grid().shape()).isEqualTo(image.grid().shape());
    assertThat(scan.grid()).isEqualTo(image.grid());
    assertThat(scan.foregroundVoxels()).isPositive();
    assertThatThrownBy(
            () ->
                new FileSegmentation(1 << 16, System::nanoTime)
                    .segment(segmenter, SERIES, ResultFiles.of(mask), Asked.MASK))
        .isInstanceOf(RejectedException.class)
        .extracting(e -> ((RejectedException) e).reason().getCode())
        .isEqualTo("IMAGE_TOO_LARGE");
  }
}
