package io.carryover.imaging.dicom.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.carryover.imaging.dicom.DicomLimits;
import io.carryover.imaging.dicom.SeriesReader;
import io.carryover.imaging.dicom.SourceSeries;
import io.carryover.imaging.dicom.TestSeries;
import io.carryover.imaging.dicom.dataset.DicomSamples;
import io.carryover.imaging.dicom.dataset.Tag;
import io.carryover.imaging.dicom.dataset.TestObject;
import io.carryover.imaging.volume.Mask;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other people's tools say about our segmentation of a real series, where they are there. */
class SegmentationCrossCheckTest {
  private static final Path VALIDATOR = Path.of("/usr/bin/dciodvfy");
  private static final Path DUMP = Path.of("/usr/bin/dcmdump");
  private static final Path PYTHON = Path.of("/usr/bin/python3");

  /** Frames find their slice by the image that they name; arguments: ours, voxels, the images. */
  private static final String FRAMES =
      """
      import sys, numpy as np, pydicom
      d = pydicom.dcmread(sys.argv[1])
      images = [pydicom.dcmread(f) for f in sys.argv[3:]]
      images.sort(key=lambda i: float(i.ImagePositionPatient[2]))
      slices = {i.SOPInstanceUID: k for k, i in enumerate(images)}
      frames = d.pixel_array.reshape(int(d.NumberOfFrames), d.Rows, d.Columns)
      actual = np.zeros((d.Columns, d.Rows, len(images)), "u1")
      for own, frame in zip(d.PerFrameFunctionalGroupsSequence, frames):
          source = own.DerivationImageSequence[0].SourceImageSequence[0]
          k = slices[source.ReferencedSOPInstanceUID]
          at = own.PlanePositionSequence[0].ImagePositionPatient
          assert list(at) == list(images[k].ImagePositionPatient), (at, k)
          actual[:, :, k] = frame.T
      for name in ("PatientName", "PatientID", "StudyInstanceUID", "StudyDate", "StudyTime",
                   "AccessionNumber", "StudyID", "StudyDescription", "FrameOfReferenceUID"):
          assert d.get(name) == images[0].get(name), name
      expected = np.fromfile(sys.argv[2], "u1").reshape(actual.shape)
      assert np.array_equal(actual, expected)
      print("agreed", len(frames), int(actual.sum()))
      """;

  @TempDir private Path folder;

  private SourceSeries source;

  @BeforeEach
  void needsSamples() {
    DicomSamples.require(getClass());
    source = SeriesReader.read(DicomSamples.path(DicomSamples.CROP), DicomLimits.DEFAULT).source();
  }

  @Test
  void theValidatorOfDicom3toolsFindsNoError() throws Exception {
    require(VALIDATOR, "dicom3tools");

    assertThat(validated(Example.mask(source.grid(), 5)))
        .noneMatch(line -> line.startsWith("Error"));
  }

  @Test
  void theValidatorFindsNoErrorInAnEmptySegmentation() throws Exception {
    require(VALIDATOR, "dicom3tools");
    Mask nothing = new Mask(source.grid(), new byte[source.grid().shape().voxels()]);

    assertThat(validated(nothing)).noneMatch(line -> line.startsWith("Error"));
  }

  @Test
  void theValidatorFindsNoErrorBesideAnEnhancedImage() throws Exception {
    // Given: a name in UTF-8, lossy pixels and frames in an order of their own
    require(VALIDATOR, "dicom3tools");
    TestObject enhanced =
        TestSeries.enhanced(List.of(3.0, 1.5, 0.0, 4.5))
            .with(Tag.STUDY_INSTANCE_UID, "1.2.1")
            .with(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
            .with(Tag.PATIENT_NAME, "Y\u00fc^Zo\u00eb".getBytes(StandardCharsets.UTF_8))
            .with(Tag.LOSSY_IMAGE_COMPRESSION, "01")
            .with(Tag.LOSSY_IMAGE_COMPRESSION_RATIO, "12")
            .with(Tag.LOSSY_IMAGE_COMPRESSION_METHOD, "ISO_10918_1 ");
    Path file = Files.write(folder.resolve("enhanced"), enhanced.file());
    source = SeriesReader.read(file, DicomLimits.DEFAULT).source();

    assertThat(validated(Example.mask(source.grid(), 5)))
        .noneMatch(line -> line.startsWith("Error"));
  }

  @Test
  void dcmtkReadsIt() throws Exception {
    require(DUMP, "dcmtk");
    Path file = segmentation(Example.mask(source.grid(), 5));

    Output output = run(List.of(DUMP.toString(), file.toString()));

    assertThat(output.text()).contains("=SegmentationStorage").doesNotContain("E: ", "W: ");
    assertThat(output.exit()).isZero();
  }

  @Test
  void pydicomDecodesTheMaskBitForBit() throws Exception {
    require(PYTHON, "python3-pydicom");
    requirePydicom();
    Mask mask = Example.mask(source.grid(), 5);
    Path voxels = Files.write(folder.resolve("voxels"), mask.voxels());

    List<String> command =
        new ArrayList<>(
            List.of(
                PYTHON.toString(), "-c", FRAMES, segmentation(mask).toString(), voxels.toString()));
    DicomSamples.files(DicomSamples.CROP).forEach(file -> command.add(file.toString()));

    // Then: of 32 slices those of 3 and 4 modulo 5 are empty
    assertThat(run(command).text()).isEqualTo("agreed 20 " + mask.foregroundVoxels());
  }

  private List<String> validated(Mask mask) throws Exception {
    String output = run(List.of(VALIDATOR.toString(), segmentation(mask).toString())).text();
    assertThat(output).contains("Segmentation");
    return output.lines().toList();
  }

  private Path segmentation(Mask mask) throws IOException {
    Path file = folder.resolve("seg.dcm");
    try (OutputStream out = Files.newOutputStream(file)) {
      SegmentationWriter.write(source, mask, Example.CAUDATE, Example.RESULT, out);
    }
    return file;
  }

  private static void requirePydicom() throws Exception {
    boolean there =
        run(List.of(PYTHON.toString(), "-c", "import numpy, pydicom.pixel_data_handlers"))
            .text()
            .isEmpty();
    skipUnless(there, "python3-pydicom");
  }

  private static void require(Path tool, String debianPackage) {
    skipUnless(Files.isExecutable(tool), debianPackage);
  }

  private static void skipUnless(boolean there, String debianPackage) {
    if (!there) {
      System.out.println(
          "SKIPPED: no " + debianPackage + " here, our segmentations are not compared with it");
    }
    assumeTrue(there, debianPackage + " is not installed");
  }

  /** What a tool says, and its exit status. */
  private record Output(int exit, String text) {}

  private static Output run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Output(process.waitFor(), output.strip());
  }
}
