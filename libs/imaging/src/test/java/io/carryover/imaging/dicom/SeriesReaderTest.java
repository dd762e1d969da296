package io.carryover.imaging.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.imaging.dicom.dataset.Tag;
import io.carryover.imaging.dicom.dataset.TestObject;
import io.carryover.imaging.volume.Affine;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeriesReaderTest {
  /** Double precision, lengths below 100 mm. */
  private static final Offset<Double> ROUNDING_MM = Offset.offset(1e-12);

  @TempDir private Path folder;

  @Test
  void columnsAreTheFirstAxisAndLpsBecomesRas() throws IOException {
    Volume volume = read(TestSeries.EXPLICIT_SIGNED_16);

    assertThat(volume.shape()).isEqualTo(new Shape(3, 2, 4));
    assertThat(volume.grid().affine())
        .isEqualTo(
            Affine.ofRows(new double[][] {{-1, 0, 0, -10}, {0, -1.5, 0, -20}, {0, 0, 2.5, 2.5}}));
    assertThat(volume.at(0, 0, 0)).isEqualTo(-1000);
    assertThat(volume.at(2, 0, 0)).isEqualTo(-998);
    assertThat(volume.at(0, 1, 0)).isEqualTo(-997);
    assertThat(volume.at(2, 1, 3)).isEqualTo(-3995);
  }

  @Test
  void slicesFollowTheNormalNotTheirNumbers() throws IOException {
    // Given: z falls from slice to slice
    Volume volume = read(TestSeries.IMPLICIT);

    assertThat(volume.at(0, 0, 0)).isEqualTo(400);
    assertThat(volume.at(0, 0, 3)).isEqualTo(100);
    assertThat(volume.grid().affine().at(2, 3)).isEqualTo(-12);
    assertThat(volume.grid().affine().at(2, 2)).isEqualTo(3);
  }

  @Test
  void obliqueSeriesKeepTheirFullAffine() throws IOException {
    double[][] rows = read(TestSeries.OBLIQUE).grid().affine().rows();

    // Then: the normal is (-0.6, 0.8, 0) in LPS, so slices grow with their number
    assertThat(rows[0]).containsExactly(new double[] {-0.8, 0, 1.2, 1.2}, ROUNDING_MM);
    assertThat(rows[1]).containsExactly(new double[] {-0.6, 0, -1.6, -1.6}, ROUNDING_MM);
    assertThat(rows[2]).containsExactly(new double[] {0, -1.5, 0, 7.25}, ROUNDING_MM);
  }

  @Test
  void aSeriesSaysWhereItsSlicesCameFromAndHoldsNoPixels() throws IOException {
    // Given: z falls from slice to slice
    TestSeries.IMPLICIT.writtenTo(folder);

    SourceSeries source = SeriesReader.read(folder, DicomLimits.DEFAULT).source();

    assertThat(source.seriesUid()).isEqualTo("1.2.3");
    assertThat(source.slices())
        .extracting(slice -> slice.image().sopInstanceUid())
        .containsExactly("1.2.3.4.4", "1.2.3.4.3", "1.2.3.4.2", "1.2.3.4.1");
    assertThat(source.slices())
        .extracting(slice -> slice.plane().position().z())
        .containsExactly(-12.0, -9.0, -6.0, -3.0);
    assertThat(source.context().text(Tag.FRAME_OF_REFERENCE_UID)).isEqualTo("1.2.9");
    assertThat(source.context().has(Tag.PIXEL_DATA)).isFalse();
  }

  @Test
  void pixelsAreSignedOrNotOfEightOrSixteenBits() throws IOException {
    assertThat(read(TestSeries.UNSIGNED_16).at(2, 1, 3)).isEqualTo(65535 - 28 - 5);
    assertThat(read(TestSeries.SIGNED_8).at(0, 0, 0)).isEqualTo(-128);
    assertThat(read(TestSeries.SIGNED_8).at(1, 0, 0)).isEqualTo(-1);
    assertThat(read(TestSeries.UNSIGNED_8_MONOCHROME1).at(0, 0, 0)).isEqualTo(128);
    assertThat(read(TestSeries.UNSIGNED_8_MONOCHROME1).at(1, 0, 0)).isEqualTo(255);
  }

  @Test
  void bitsThatAreNotStoredDoNotCount() throws IOException {
    // Given: 12 bits stored, others lie above them
    write(1, TestObject.slice(1, 0), 0xf7ff, 1);
    write(2, TestObject.slice(2, 1), 0x0800, 1);

    Volume volume = SeriesReader.read(folder).image();

    assertThat(volume.at(0, 0, 0)).isEqualTo(2047);
    assertThat(volume.at(0, 0, 1)).isEqualTo(-2048);
  }

  @Test
  void eachSliceHasItsOwnScale() throws IOException {
    Volume volume = read(TestSeries.RESCALED_BY_SLICE);

    assertThat(volume.at(1, 1, 0)).isEqualTo((float) (104 * 0.11 - 1024.5));
    assertThat(volume.at(1, 1, 3)).isEqualTo((float) (404 * 0.14 - 1024.5));
  }

  @Test
  void framesOfAnEnhancedObjectAreSlices() throws IOException {
    // Given: frames at z 3, 1.5, 0 and 4.5, the n-th scaled by 1 + n and shifted by -n
    Volume volume = read(TestSeries.ENHANCED);

    assertThat(volume.at(1, 0, 0)).isEqualTo(130 * 3 - 2);
    assertThat(volume.at(1, 0, 1)).isEqualTo(70 * 2 - 1);
    assertThat(volume.at(1, 0, 2)).isEqualTo(10);
    assertThat(volume.at(1, 0, 3)).isEqualTo(190 * 4 - 3);
    assertThat(volume.grid().affine())
        .isEqualTo(
            Affine.ofRows(new double[][] {{-1, 0, 0, -10}, {0, -1.5, 0, -20}, {0, 0, 1.5, 0}}));
  }

  @ParameterizedTest
  @EnumSource
  void folderAndListSayTheSame(TestSeries series) throws IOException {
    Volume list = SeriesReader.read(series.writtenTo(folder), DicomLimits.DEFAULT).image();

    Volume all = SeriesReader.read(folder).image();

    assertThat(all.grid()).isEqualTo(list.grid());
    assertThat(all.voxels()).isEqualTo(list.voxels());
  }

  @Test
  void hiddenFilesAndIndexesAreNoSlices() throws IOException {
    TestSeries.IMPLICIT.writtenTo(folder);
    Files.writeString(folder.resolve(".DS_Store"), "x");
    Files.writeString(folder.resolve("DICOMDIR"), "x");
    Files.createDirectory(folder.resolve("other"));

    assertThat(SeriesReader.read(folder).image().shape().width()).isEqualTo(4);
  }

  @Test
  void smallRoundingOfPositionsIsNoGap() throws IOException {
    // Given: 6.5 mm apart, positions rounded to a hundredth
    double[] z = {0, 6.51, 12.99, 19.5};
    for (int n = 0; n < z.length; n++) {
      Files.write(folder.resolve("s" + n), TestObject.slice(n, z[n]).file());
    }

    assertThat(SeriesReader.read(folder).image().grid().affine().at(2, 2)).isEqualTo(6.5);
  }

  private Volume read(TestSeries series) throws IOException {
    Path own = Files.createDirectories(folder.resolve(series.name()));
    return SeriesReader.read(series.writtenTo(own), DicomLimits.DEFAULT).image();
  }

  private void write(int number, TestObject slice, int stored, int signed) throws IOException {
    slice
        .withPixels(2, 3, 16, signed)
        .with(Tag.BITS_STORED, 12)
        .with(Tag.HIGH_BIT, 11)
        .with(Tag.PIXEL_DATA, TestObject.shorts(6, p -> stored));
    Files.write(folder.resolve("s" + number), slice.file());
  }
}
