package io.carryover.imaging.dicom.dataset;

import static io.carryover.imaging.volume.InvalidImageException.IMAGE_TOO_LARGE;
import static io.carryover.imaging.volume.InvalidImageException.UNREADABLE_IMAGE;

import io.carryover.imaging.volume.InvalidImageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads Part 10 files in implicit or explicit VR little endian.
 *
 * <p>The file is taken into memory once, within a limit; values refer to it. Messages do not name
 * the file: its name may hold an identity.
 */
public final class DicomReader {
  private static final int PREAMBLE_BYTES = 128;
  private static final byte[] MAGIC = "DICM".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

  private DicomReader() {}

  /**
   * Reads a file.
   *
   * @param maxBytes most bytes that it may have
   * @throws InvalidImageException UNREADABLE_IMAGE if it is no DICOM file or there is none,
   *     TRUNCATED_IMAGE if it ends too early, UNSUPPORTED_TRANSFER_SYNTAX if it is compressed,
   *     deflated or big endian, IMAGE_TOO_LARGE above the limit
   * @throws UncheckedIOException if the file cannot be read for another reason, which may pass
   */
  public static DicomFile read(Path file, long maxBytes) {
    try {
      requireFile(file);
      requireAtMost(Files.size(file), Math.min(maxBytes, MAX_BYTES));
      return read(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("image cannot be read", e);
    }
  }

  /**
   * Whether a file says that it is DICOM, whatever it holds.
   *
   * @throws UncheckedIOException if the file cannot be read for another reason than that there is
   *     none, which may pass
   */
  public static boolean isDicom(Path file) {
    try (InputStream bytes = Files.newInputStream(file)) {
      return hasMagic(bytes.readNBytes(PREAMBLE_BYTES + MAGIC.length));
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("image cannot be read", e);
    }
  }

  /**
   * Reads the bytes of a file, which are kept and must not be changed.
   *
   * @throws InvalidImageException as {@link #read(Path, long)}
   */
  public static DicomFile read(byte[] bytes) {
    requireMagic(bytes);
    Cursor cursor = Cursor.from(bytes, PREAMBLE_BYTES + MAGIC.length);
    DataSet meta = DataSetParser.meta(cursor);
    TransferSyntax syntax = TransferSyntax.ofUid(meta.text(Tag.TRANSFER_SYNTAX_UID));
    return new DicomFile(meta, DataSetParser.all(cursor, syntax.encoding()));
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

  private static void requireAtMost(long bytes, long maxBytes) {
    if (bytes > maxBytes) {
      throw new InvalidImageException(
          IMAGE_TOO_LARGE, "a file has at most %d bytes, got %d".formatted(maxBytes, bytes));
    }
  }

  private static void requireMagic(byte[] bytes) {
    if (!hasMagic(bytes)) {
      throw new InvalidImageException(
          UNREADABLE_IMAGE,
          "a DICOM file has DICM at byte %d, this one of %d bytes has not"
              .formatted(PREAMBLE_BYTES, bytes.length));
    }
  }

  private static boolean hasMagic(byte[] bytes) {
    int end = PREAMBLE_BYTES + MAGIC.length;
    return bytes.length >= end && Arrays.equals(bytes, PREAMBLE_BYTES, end, MAGIC, 0, MAGIC.length);
  }
}
