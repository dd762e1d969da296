package io.carryover.imaging.nifti;

import static io.carryover.imaging.volume.InvalidImageException.TRUNCATED_IMAGE;
import static io.carryover.imaging.volume.InvalidImageException.UNREADABLE_IMAGE;

import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Volume;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The plain bytes of one file, read once from front to end. */
final class NiftiStream {
  private static final int SIZE_FIELD_BYTES = 4;
  private static final int CHUNK_BYTES = 1 << 16;

  private final InputStream bytes;
  private final ReadLimits limits;

  NiftiStream(InputStream bytes, ReadLimits limits) {
    this.bytes = bytes;
    this.limits = limits;
  }

  /**
   * Reads header and voxels.
   *
   * @param availableBytes most bytes that the file can hold
   * @throws EOFException if the bytes end before the last voxel
   */
  Volume read(long availableBytes) throws IOException {
    NiftiHeader header = header(availableBytes);
    Volume volume = new Volume(header.grid(), voxels(header));
    finish();
    return volume;
  }

  /**
   * Reads the header alone.
   *
   * @param availableBytes most bytes that the file can hold
   * @throws EOFException if the bytes end before the first voxel
   */
  Grid readGrid(long availableBytes) throws IOException {
    return header(availableBytes).grid();
  }

  /** Reads to the first voxel. */
  private NiftiHeader header(long availableBytes) throws IOException {
    ByteBuffer start = ByteBuffer.wrap(exactly(SIZE_FIELD_BYTES));
    NiftiLayout layout = layout(start);
    NiftiHeader header = header(start, layout);
    requireBytes(header.neededBytes(), availableBytes);
    bytes.skipNBytes(header.firstVoxel() - layout.headerBytes);
    return header;
  }

  /** Tells version and byte order by the first field, and leaves the order set. */
  private static NiftiLayout layout(ByteBuffer start) {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      for (NiftiLayout layout : NiftiLayout.values()) {
        if (start.order(order).getInt(0) == layout.headerBytes) {
          return layout;
        }
      }
    }
    throw new InvalidImageException(
        UNREADABLE_IMAGE,
        "a NIfTI file starts with its header's size, 348 or 540, this one with %08x"
            .formatted(start.order(ByteOrder.BIG_ENDIAN).getInt(0)));
  }

  private NiftiHeader header(ByteBuffer start, NiftiLayout layout) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(layout.headerBytes).order(start.order());
    header.put(start.rewind()).put(exactly(layout.headerBytes - SIZE_FIELD_BYTES));
    return new NiftiHeaderParser(header, layout, limits).parse();
  }

  private static void requireBytes(long neededBytes, long availableBytes) {
    if (neededBytes > availableBytes) {
      throw new InvalidImageException(
          TRUNCATED_IMAGE,
          "header and voxels take %d bytes, the file holds at most %d"
              .formatted(neededBytes, availableBytes));
    }
  }

  private float[] voxels(NiftiHeader header) throws IOException {
    FileOrder order = new FileOrder(header.grid().shape());
    float[] voxels = new float[header.grid().shape().voxels()];
    for (long left = header.voxelBytes(); left > 0; left -= CHUNK_BYTES) {
      byte[] chunk = exactly((int) Math.min(left, CHUNK_BYTES));
      decode(header, ByteBuffer.wrap(chunk).order(header.order()), voxels, order);
    }
    return voxels;
  }

  private static void decode(
      NiftiHeader header, ByteBuffer chunk, float[] voxels, FileOrder order) {
    Datatype datatype = header.datatype();
    for (int at = 0; at < chunk.capacity(); at += datatype.bytesPerVoxel()) {
      voxels[order.next()] = header.intensity(datatype.at(chunk, at));
    }
  }

  private byte[] exactly(int count) throws IOException {
    byte[] read = bytes.readNBytes(count);
    if (read.length < count) {
      throw new EOFException();
    }
    return read;
  }

  /** Where the voxels are the end of the file, this makes gzip compare its checksum. */
  private void finish() throws IOException {
    bytes.readNBytes(1);
  }
}
