package io.carryover.imaging.nifti;

import static io.carryover.imaging.volume.InvalidImageException.TRUNCATED_IMAGE;
import static io.carryover.imaging.volume.InvalidImageException.UNREADABLE_IMAGE;

import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Volume;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads one 3D image from a single NIfTI-1 or NIfTI-2 file, plain or gzipped, of either byte order.
 *
 * <p>The volume lies on the file's own grid, in the file's own axes. Intensities are {@code stored
 * * scl_slope + scl_inter}, computed in double precision and kept as float; a slope of 0 means
 * none. The affine is the sform where declared, else the qform, else the spacing alone; see {@link
 * HeaderTransforms}.
 *
 * <p>A header is not believed: the bytes that it asks for are compared with the limits and with the
 * file's length before memory is taken. A gzipped file cannot say how long its content is; deflate
 * expands at most 1032 times, which bounds it, and decompression stops at the last voxel.
 *
 * <p>Messages do not name the file: its name may hold an identity. Who calls says which image it
 * is.
 *
 * <p>NaN and infinite voxels are read as they are: see {@link Volume#requireFinite}.
 */
public final class NiftiReader {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int GZIP_FIRST_BYTE = 0x1f;
  private static final int GZIP_SECOND_BYTE = 0x8b;
  private static final long GZIP_LARGEST_EXPANSION = 1032;

  private NiftiReader() {}

  /** Reads within {@link ReadLimits#DEFAULT}. */
  public static Volume read(Path file) {
    return read(file, ReadLimits.DEFAULT);
  }

  /**
   * Reads an image.
   *
   * @throws InvalidImageException UNREADABLE_IMAGE if it is no NIfTI file or there is none,
   *     TRUNCATED_IMAGE if it ends too early, UNSUPPORTED_IMAGE for another datatype, other
   *     dimensions, another unit or a pair of files, IMAGE_TOO_LARGE above the limits,
   *     SFORM_QFORM_DIFFER, SHEARED_AFFINE or BROKEN_AFFINE for its geometry
   * @throws UncheckedIOException if the file cannot be read for another reason, which may pass
   */
  public static Volume read(Path file, ReadLimits limits) {
    return inFile(file, limits, NiftiStream::read);
  }

  /**
   * Reads and checks the header alone, so that the memory for the voxels can be reckoned first.
   *
   * @return where the voxels would lie
   * @throws InvalidImageException as {@link #read(Path, ReadLimits)} for all that the header tells
   * @throws UncheckedIOException if the file cannot be read for another reason, which may pass
   */
  public static Grid readGrid(Path file, ReadLimits limits) {
    return inFile(file, limits, NiftiStream::readGrid);
  }

  /** What is read out of a file's bytes, given the most bytes that it can hold. */
  @FunctionalInterface
  private interface Reading<T> {
    T of(NiftiStream bytes, long availableBytes) throws IOException;
  }

  private static <T> T inFile(Path file, ReadLimits limits, Reading<T> reading) {
    try {
      return readFile(file, limits, reading);
    } catch (IOException e) {
      throw new UncheckedIOException("image cannot be read", e);
    }
  }

  private static <T> T readFile(Path file, ReadLimits limits, Reading<T> reading)
      throws IOException {
    requireFile(file);
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
      boolean gzipped = isGzipped(raw);
      long availableBytes = Files.size(file) * (gzipped ? GZIP_LARGEST_EXPANSION : 1);
      InputStream bytes = gzipped ? new GZIPInputStream(raw, BUFFER_BYTES) : raw;
      return reading.of(new NiftiStream(bytes, limits), availableBytes);
    } catch (EOFException e) {
      throw new InvalidImageException(TRUNCATED_IMAGE, "the file ends before its last voxel", e);
    } catch (ZipException e) {
      throw new InvalidImageException(
          UNREADABLE_IMAGE, "the gzipped content is damaged: " + e.getMessage(), e);
    }
  }

  private static void requireFile(Path file) throws IOException {
    try {
      if (!Files.readAttributes(file, "isRegularFile").containsValue(true)) {
        throw new InvalidImageException(UNREADABLE_IMAGE, "an image is a regular file");
      }
    } catch (NoSuchFileException e) {
      throw new InvalidImageException(UNREADABLE_IMAGE, "there is no such file", e);
    }
  }

  private static boolean isGzipped(InputStream bytes) throws IOException {
    bytes.mark(2);
    boolean gzipped = bytes.read() == GZIP_FIRST_BYTE && bytes.read() == GZIP_SECOND_BYTE;
    bytes.reset();
    return gzipped;
  }
}
