package io.carryover.imaging.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.carryover.imaging.dicom.dataset.DicomSamples;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds what we read against pydicom and numpy, where they are installed. */
class PydicomCrossCheckTest {
  private static final Path PYTHON = Path.of("/usr/bin/python3");

  /** Voxels equal, affine to 1e-6. Arguments: our files' stem, then the DICOM files. */
  private static final String SERIES =
      """
      import sys, numpy as np, pydicom
      def slices(files):
          for d in map(pydicom.dcmread, files):
              number = int(d.get("NumberOfFrames", 1))
              pixels = d.pixel_array.reshape(number, d.Rows, d.Columns)
              for f in range(number):
                  own = d.PerFrameFunctionalGroupsSequence[f] if number > 1 else None
                  shared = d.SharedFunctionalGroupsSequence[0] if number > 1 else None
                  at = own.PlanePositionSequence[0] if own else d
                  turned = shared.PlaneOrientationSequence[0] if shared else d
                  measures = shared.PixelMeasuresSequence[0] if shared else d
                  scale = own.PixelValueTransformationSequence[0] if own else d
                  slope, shift = scale.get("RescaleSlope", 1), scale.get("RescaleIntercept", 0)
                  values = (pixels[f].astype(float) * float(slope) + float(shift)).astype("<f4")
                  row, column = np.array(turned.ImageOrientationPatient, float).reshape(2, 3)
                  yield (np.array(at.ImagePositionPatient, float), row, column,
                         [float(s) for s in measures.PixelSpacing], values)
      stack = list(slices(sys.argv[2:]))
      _, row, column, spacing, _ = stack[0]
      stack.sort(key=lambda s: s[0] @ np.cross(row, column))
      step = (stack[-1][0] - stack[0][0]) / (len(stack) - 1)
      lps = np.eye(4)
      lps[:3] = np.array([row * spacing[1], column * spacing[0], step, stack[0][0]]).T
      ours = np.loadtxt(sys.argv[1] + ".affine")
      assert np.allclose(np.diag([-1, -1, 1, 1]) @ lps, ours, rtol=0, atol=1e-6), (lps, ours)
      expected = np.stack([s[4].T for s in stack], axis=-1)
      voxels = np.fromfile(sys.argv[1] + ".voxels", "<f4").reshape(expected.shape)
      assert np.array_equal(expected, voxels)
      print("agreed", *voxels.shape)
      """;

  /** Bits unpacked by pydicom; frames found by z, which only grows in the file's image. */
  private static final String LABELS =
      """
      import sys, numpy as np, pydicom
      d = pydicom.dcmread(sys.argv[2])
      shape = [int(n) for n in sys.argv[3:6]]
      at = [(f.PlanePositionSequence[0].ImagePositionPatient[2],
             f.SegmentIdentificationSequence[0].ReferencedSegmentNumber)
            for f in d.PerFrameFunctionalGroupsSequence]
      expected = np.zeros(shape, "<f4")
      for (z, segment), frame in zip(at, d.pixel_array):
          k = round((float(z) - float(sys.argv[6])) / float(sys.argv[7]))
          expected[:, :, k] += frame.T * segment
      voxels = np.fromfile(sys.argv[1] + ".voxels", "<f4").reshape(shape)
      assert np.array_equal(expected, voxels)
      print("agreed", int((voxels > 0).sum()))
      """;

  @TempDir private Path folder;

  @BeforeAll
  static void needsPydicom() throws IOException, InterruptedException {
    boolean there = Files.isExecutable(PYTHON) && run("-c", "import numpy, pydicom").isEmpty();
    if (!there) {
      System.out.println("SKIPPED: no python3-pydicom here, DICOM files are not compared with it");
    }
    assumeTrue(there, "python3-pydicom and python3-numpy are not installed");
  }

  @Test
  void readsRealSeriesAsPydicomDoes() throws Exception {
    DicomSamples.require(getClass());

    assertThat(compared(DicomSamples.FLAIR)).isEqualTo("agreed 512 512 22");
    assertThat(compared(DicomSamples.CROP)).isEqualTo("agreed 35 51 32");
    assertThat(compared(DicomSamples.CT)).isEqualTo("agreed 23 38 3");
  }

  @Test
  void readsInventedSeriesAsPydicomDoes() throws Exception {
    for (TestSeries series : TestSeries.values()) {
      List<Path> files = series.writtenTo(Files.createDirectory(folder.resolve(series.name())));

      assertThat(compared(files)).as(series.name()).isEqualTo("agreed 3 2 4");
    }
  }

  @Test
  void readsRealLabelsAsPydicomDoes() throws Exception {
    DicomSamples.require(getClass());
    Grid grid = SeriesReader.read(DicomSamples.path(DicomSamples.CT)).image().grid();

    Path file = DicomSamples.path(DicomSamples.SEGMENTATION);

    assertThat(comparedLabels(file, grid)).startsWith("agreed ");
  }

  private String compared(String series) throws Exception {
    return compared(DicomSamples.files(series));
  }

  private String compared(List<Path> files) throws Exception {
    Volume volume = SeriesReader.read(files, DicomLimits.DEFAULT).image();
    Path stem = folder.resolve("ours");
    write(volume, stem);
    List<String> command = new ArrayList<>(List.of("-c", SERIES, stem.toString()));
    files.forEach(file -> command.add(file.toString()));
    return run(command.toArray(String[]::new));
  }

  private String comparedLabels(Path file, Grid grid) throws Exception {
    Path stem = folder.resolve("labels");
    write(SegmentationReader.readLabels(file, grid), stem);
    Stream<String> shape = Arrays.stream(grid.shape().sides()).mapToObj(String::valueOf);
    List<String> command = new ArrayList<>(List.of("-c", LABELS, stem.toString(), file.toString()));
    command.addAll(shape.toList());
    command.add(String.valueOf(grid.affine().at(2, 3)));
    command.add(String.valueOf(grid.affine().at(2, 2)));
    return run(command.toArray(String[]::new));
  }

  private static void write(Volume volume, Path stem) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.wrap(new byte[4 * volume.voxels().length]).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(volume.voxels());
    Files.write(Path.of(stem + ".voxels"), bytes.array());
    String rows =
        Arrays.stream(volume.grid().affine().rows())
            .map(PydicomCrossCheckTest::text)
            .collect(Collectors.joining("\n"));
    Files.writeString(Path.of(stem + ".affine"), rows);
  }

  private static String text(double[] row) {
    return Arrays.stream(row)
        .mapToObj(number -> String.format(Locale.ROOT, "%.17g", number))
        .collect(Collectors.joining(" "));
  }

  private static String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(PYTHON.toString(), "-W", "ignore"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.strip();
  }
}
