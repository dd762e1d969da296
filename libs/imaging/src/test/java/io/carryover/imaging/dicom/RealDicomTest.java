package io.carryover.imaging.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.imaging.dicom.dataset.DicomSamples;
import io.carryover.imaging.scan.LabelledScan;
import io.carryover.imaging.scan.LabelledScanReader;
import io.carryover.imaging.volume.Affine;
import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real series, and a segmentation beside what its authors give as the truth. */
class RealDicomTest {
  /** Decimal strings of six digits. */
  private static final Offset<Double> DIGITS_MM = Offset.offset(1e-4);

  @BeforeAll
  static void needsSamples() {
    DicomSamples.require(RealDicomTest.class);
  }

  @Test
  void anObliqueSeriesKeepsItsFullAffine() {
    Volume volume = SeriesReader.read(DicomSamples.path(DicomSamples.FLAIR)).image();

    assertThat(volume.shape()).isEqualTo(new Shape(512, 512, 22));
    double[][] rows = volume.grid().affine().rows();
    assertThat(rows[0])
        .containsExactly(new double[] {-0.42956, 0.01049, 0.04386, 106.109}, DIGITS_MM);
    assertThat(rows[1])
        .containsExactly(new double[] {-0.01088, -0.41404, -1.73086, 186.371}, DIGITS_MM);
    assertThat(rows[2]).containsExactly(new double[] {0, -0.11446, 6.26516, -42.7965}, DIGITS_MM);
  }

  @Test
  void aSegmentationEqualsItsTruth() throws IOException {
    // Given
    Volume image = SeriesReader.read(DicomSamples.path(DicomSamples.CT)).image();
    Nrrd truth = Nrrd.read(DicomSamples.path("seg-23x38x3/nrrd/label.nrrd"));

    // When
    Mask mask =
        SegmentationReader.readMask(
            DicomSamples.path(DicomSamples.SEGMENTATION), image.grid(), Set.of(1));
    Volume labels =
        SegmentationReader.readLabels(DicomSamples.path(DicomSamples.SEGMENTATION), image.grid());

    // Then
    assertThat(image.shape()).isEqualTo(new Shape(23, 38, 3));
    assertThat(image.grid().affine().largestDistanceMm(truth.affine(), image.shape()))
        .isLessThan(1e-6);
    int foreground = 0;
    for (int i = 0; i < 23; i++) {
      for (int j = 0; j < 38; j++) {
        for (int k = 0; k < 3; k++) {
          int label = truth.at(i, j, k);
          foreground += label;
          assertThat(mask.contains(i, j, k)).as("%d %d %d", i, j, k).isEqualTo(label == 1);
          assertThat(labels.at(i, j, k)).isEqualTo(label);
        }
      }
    }
    assertThat(mask.foregroundVoxels()).isEqualTo(foreground).isPositive();
  }

  @Test
  void aSeriesAndItsSegmentationAreALabelledScan() {
    LabelledScan scan =
        LabelledScanReader.read(
            DicomSamples.path(DicomSamples.CT),
            DicomSamples.path(DicomSamples.SEGMENTATION),
            Set.of(1),
            "liver");

    assertThat(scan.mask().grid()).isEqualTo(scan.image().grid());
    assertThat(scan.mask().foregroundVoxels()).isPositive();
  }

  /** The truth: gzipped shorts of 23x38x3, in LPS; the header's figures are constants here. */
  private record Nrrd(ByteBuffer shorts) {

    static Nrrd read(java.nio.file.Path file) throws IOException {
      byte[] bytes = Files.readAllBytes(file);
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      assertThat(text)
          .contains("type: short", "sizes: 23 38 3", "endian: little", "encoding: gzip")
          .contains("space: left-posterior-superior");
      int data = text.indexOf("\n\n") + 2;
      try (GZIPInputStream voxels =
          new GZIPInputStream(new ByteArrayInputStream(bytes, data, bytes.length - data))) {
        return new Nrrd(ByteBuffer.wrap(voxels.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN));
      }
    }

    /** Space directions 0.7, 0.7, 2.5 along x, y, z; origin (46.4649, 5.01881, -177.75). */
    Affine affine() {
      return Affine.ofRows(
          new double[][] {{-0.7, 0, 0, -46.4649}, {0, -0.7, 0, -5.01881}, {0, 0, 2.5, -177.75}});
    }

    int at(int i, int j, int k) {
      return shorts.getShort(2 * (i + 23 * (j + 38 * k)));
    }
  }
}
