package io.carryover.imaging.dicom;

import static io.carryover.imaging.volume.InvalidImageException.TRUNCATED_IMAGE;
import static io.carryover.imaging.volume.InvalidImageException.UNREADABLE_IMAGE;
import static io.carryover.imaging.volume.InvalidImageException.UNSUPPORTED_IMAGE;

import io.carryover.imaging.dicom.dataset.DataSet;
import io.carryover.imaging.dicom.dataset.Tag;
import io.carryover.imaging.dicom.dataset.Value;
import io.carryover.imaging.volume.InvalidImageException;
import java.nio.ByteBuffer;

/**
 * How the pixels of an object are stored (DICOM PS3.3, C.7.6.3; PS3.5, 8).
 *
 * @param rows pixels of a column
 * @param columns pixels of a row
 * @param bitsAllocated bits that a pixel takes: 1, 8 or 16
 * @param bitsStored bits of them that count, from the lowest on
 * @param signed 1 where the highest of those is the sign, else 0
 */
record PixelFormat(int rows, int columns, int bitsAllocated, int bitsStored, int signed) {
  private static final int MAX_SIDE = 0xffff;

  PixelFormat {
    if (rows < 1 || columns < 1 || rows > MAX_SIDE || columns > MAX_SIDE) {
      throw unreadable(
          "a frame has 1 to %d rows and columns, got %dx%d".formatted(MAX_SIDE, rows, columns));
    }
    if (bitsStored < 1 || bitsStored > bitsAllocated) {
      throw unreadable("a pixel stores 1 to %d bits, got %d".formatted(bitsAllocated, bitsStored));
    }
    if (signed != 0 && signed != 1) {
      throw unreadable("%s is 0 or 1, got %d".formatted(Tag.PIXEL_REPRESENTATION, signed));
    }
  }

  /**
   * The format of an object's pixels.
   *
   * @throws InvalidImageException UNSUPPORTED_IMAGE for colour and for pixels whose bits lie
   *     otherwise, UNREADABLE_IMAGE for what the standard does not know
   */
  static PixelFormat of(DataSet object) {
    requireOneSample(object);
    int bitsStored = object.requireWhole(Tag.BITS_STORED);
    requireLowBits(object.requireWhole(Tag.HIGH_BIT), bitsStored);
    return new PixelFormat(
        object.requireWhole(Tag.ROWS),
        object.requireWhole(Tag.COLUMNS),
        object.requireWhole(Tag.BITS_ALLOCATED),
        bitsStored,
        object.requireWhole(Tag.PIXEL_REPRESENTATION));
  }

  /** Pixels of one frame. */
  long pixels() {
    return (long) rows * columns;
  }

  /**
   * The bytes of all frames, one after another.
   *
   * @throws InvalidImageException TRUNCATED_IMAGE if there are fewer than the format asks for,
   *     UNREADABLE_IMAGE if there are more, or none
   */
  ByteBuffer pixelData(DataSet object, int frames) {
    Value data =
        object
            .value(Tag.PIXEL_DATA)
            .orElseThrow(
                () -> unreadable("an image has %s, this one has none".formatted(Tag.PIXEL_DATA)));
    requireLength(data.length(), bytes(frames), frames);
    return data.bytes();
  }

  /** The bytes of one frame, whose pixels take whole bytes. */
  ByteBuffer frame(ByteBuffer pixelData, int frame) {
    int bytes = (int) pixels() * bitsAllocated / Byte.SIZE;
    return pixelData.slice(frame * bytes, bytes).order(pixelData.order());
  }

  /** The stored number of a frame's pixel, counted row by row. */
  int stored(ByteBuffer frame, int pixel) {
    int bits = bitsAllocated == Byte.SIZE ? frame.get(pixel) : frame.getShort(2 * pixel);
    int unused = Integer.SIZE - bitsStored;
    return signed == 1 ? bits << unused >> unused : bits << unused >>> unused;
  }

  /** "512x512". */
  String size() {
    return columns + "x" + rows;
  }

  /** Bytes of some frames: those of one bit a pixel follow each other within a byte. */
  private long bytes(long frames) {
    return (frames * pixels() * bitsAllocated + Byte.SIZE - 1) / Byte.SIZE;
  }

  private void requireLength(long actual, long needed, int frames) {
    if (actual < needed) {
      throw new InvalidImageException(
          TRUNCATED_IMAGE,
          "%d frames of %s pixels take %d bytes, PixelData has %d"
              .formatted(frames, size(), needed, actual));
    }
    if (actual > needed + 1) {
      throw unreadable(
          "%d frames of %s pixels take %d bytes, PixelData has %d"
              .formatted(frames, size(), needed, actual));
    }
  }

  private static void requireOneSample(DataSet object) {
    int samples = object.requireWhole(Tag.SAMPLES_PER_PIXEL);
    if (samples != 1) {
      throw unsupported("a pixel has one sample, got %d".formatted(samples));
    }
  }

  private static void requireLowBits(int highBit, int bitsStored) {
    if (highBit != bitsStored - 1) {
      throw unsupported(
          "the bits of a pixel start at the lowest: with %d stored %s is %d, got %d"
              .formatted(bitsStored, Tag.HIGH_BIT, bitsStored - 1, highBit));
    }
  }

  private static InvalidImageException unsupported(String message) {
    return new InvalidImageException(UNSUPPORTED_IMAGE, message);
  }

  private static InvalidImageException unreadable(String message) {
    return new InvalidImageException(UNREADABLE_IMAGE, message);
  }
}
