package io.carryover.imaging.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.carryover.imaging.volume.Affine;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NiftiWriterTest {
  /** Quaternions of float32 near half a turn, over a volume of a few millimetres. */
  private static final double QFORM_ROUNDING_MM = 0.02;

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("io.carryover.imaging.nifti.Golden#canonical")
  void writesWhereTheImageLay(Golden golden) throws IOException {
    // Given
    Volume image = NiftiReader.read(golden.file());

    // When
    NiftiWriter.write(folder.resolve("mask.nii"), every(image.grid(), 3));
    Volume mask = NiftiReader.read(folder.resolve("mask.nii"));

    // Then: the same place, to the rounding of the header's float32
    assertThat(mask.voxels()).containsExactly(asFloats(every(image.grid(), 3)));
    assertThat(mask.grid()).isEqualTo(new Grid(image.shape(), rounded(image.grid().affine())));
    assertThat(
            qform(folder.resolve("mask.nii"))
                .largestDistanceMm(mask.grid().affine(), image.shape()))
        .isLessThan(QFORM_ROUNDING_MM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"map.nii", "map.nii.gz"})
  void writesIntensitiesBitForBit(String name) throws IOException {
    Volume map = NiftiReader.read(Golden.resource("float32_v1_le.nii"));

    NiftiWriter.write(folder.resolve(name), map);

    assertThat(NiftiReader.read(folder.resolve(name)).voxels()).containsExactly(map.voxels());
  }

  @Test
  void gzipsByName() throws IOException {
    Mask mask = every(Grid.ofOneMm(new Shape(3, 4, 5)), 2);

    NiftiWriter.write(folder.resolve("mask.nii"), mask);
    NiftiWriter.write(folder.resolve("mask.nii.gz"), mask);

    assertThat(Files.size(folder.resolve("mask.nii"))).isEqualTo(352 + 60);
    assertThat(Files.readAllBytes(folder.resolve("mask.nii.gz")))
        .startsWith((byte) 0x1f, (byte) 0x8b);
  }

  @Test
  void leavesOutTheQformOfShearedAxes() throws IOException {
    Affine sheared = Affine.ofRows(new double[][] {{1, 1e-4, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}});

    NiftiWriter.write(folder.resolve("mask.nii"), every(new Grid(new Shape(3, 4, 5), sheared), 2));

    ByteBuffer header = header(folder.resolve("mask.nii"));
    assertThat(header.getShort(NiftiBytes.QFORM_CODE)).isZero();
    assertThat(header.getShort(NiftiBytes.SFORM_CODE)).isEqualTo((short) 1);
    assertThat(NiftiReader.read(folder.resolve("mask.nii")).grid().affine())
        .isEqualTo(rounded(sheared));
  }

  @Test
  void refusesSidesBeyondSixteenBits() {
    Mask mask = every(Grid.ofOneMm(new Shape(40_000, 1, 1)), 2);

    assertThat(
            catchThrowableOfType(
                InvalidImageException.class,
                () -> NiftiWriter.write(folder.resolve("mask.nii"), mask)))
        .hasMessageContaining("40000x1x1");
  }

  private static Affine qform(Path file) throws IOException {
    ByteBuffer header = header(file);
    header.putShort(NiftiBytes.SFORM_CODE, (short) 0);
    return new NiftiHeaderParser(header, NiftiLayout.VERSION_1, ReadLimits.DEFAULT)
        .parse()
        .grid()
        .affine();
  }

  private static ByteBuffer header(Path file) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static Affine rounded(Affine affine) {
    double[][] rows = affine.rows();
    for (double[] row : rows) {
      for (int column = 0; column < row.length; column++) {
        row[column] = (float) row[column];
      }
    }
    return Affine.ofRows(rows);
  }

  private static Mask every(Grid grid, int step) {
    byte[] voxels = new byte[grid.shape().voxels()];
    for (int index = 0; index < voxels.length; index += step) {
      voxels[index] = 1;
    }
    return new Mask(grid, voxels);
  }

  private static float[] asFloats(Mask mask) {
    float[] floats = new float[mask.voxels().length];
    for (int index = 0; index < floats.length; index++) {
      floats[index] = mask.voxels()[index];
    }
    return floats;
  }
}
