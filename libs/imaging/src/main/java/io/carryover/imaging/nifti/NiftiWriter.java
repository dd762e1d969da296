package io.carryover.imaging.nifti;

import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * Writes little-endian NIfTI-1 single files: masks as uint8, intensities as float32.
 *
 * <p>A name that ends with {@code .gz} makes a gzipped file. The affine is written as sform; as
 * qform too when its axes are at right angles, else qform_code stays 0. Header fields are float32:
 * an affine that came from one is written back bit for bit. The same input makes the same bytes.
 */
public final class NiftiWriter {
  private static final int BUFFER_BYTES = 1 << 16;

  private NiftiWriter() {}

  /** Puts the voxel of an array index at the end of a buffer. */
  @FunctionalInterface
  private interface VoxelEncoder {
    void put(ByteBuffer bytes, int index);
  }

  /** Writes a mask, one byte a voxel. */
  public static void write(Path file, Mask mask) throws IOException {
    byte[] voxels = mask.voxels();
    write(file, mask.grid(), Datatype.UINT8, (bytes, index) -> bytes.put(voxels[index]));
  }

  /** Writes intensities, four bytes a voxel. */
  public static void write(Path file, Volume volume) throws IOException {
    float[] voxels = volume.voxels();
    write(file, volume.grid(), Datatype.FLOAT32, (bytes, index) -> bytes.putFloat(voxels[index]));
  }

  private static void write(Path file, Grid grid, Datatype datatype, VoxelEncoder encoder)
      throws IOException {
    byte[] header = new HeaderWriter(grid, datatype).bytes();
    try (OutputStream out = open(file)) {
      out.write(header);
      writeVoxels(out, grid.shape(), datatype, encoder);
    }
  }

  private static void writeVoxels(
      OutputStream out, Shape shape, Datatype datatype, VoxelEncoder encoder) throws IOException {
    byte[] row = new byte[shape.depth() * datatype.bytesPerVoxel()];
    ByteBuffer bytes = ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN);
    FileOrder order = new FileOrder(shape);
    for (int n = 0; n < shape.voxels(); n += shape.depth()) {
      encodeRow(bytes.clear(), order, encoder);
      out.write(row);
    }
  }

  private static void encodeRow(ByteBuffer row, FileOrder order, VoxelEncoder encoder) {
    while (row.hasRemaining()) {
      encoder.put(row, order.next());
    }
  }

  private static OutputStream open(Path file) throws IOException {
    OutputStream raw = Files.newOutputStream(file);
    boolean gzipped = file.getFileName().toString().endsWith(".gz");
    return new BufferedOutputStream(
        gzipped ? new GZIPOutputStream(raw, BUFFER_BYTES) : raw, BUFFER_BYTES);
  }
}
