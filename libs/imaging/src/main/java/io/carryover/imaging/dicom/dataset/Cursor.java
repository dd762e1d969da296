package io.carryover.imaging.dicom.dataset;

import static io.carryover.imaging.volume.InvalidImageException.TRUNCATED_IMAGE;
import static io.carryover.imaging.volume.InvalidImageException.UNREADABLE_IMAGE;

import io.carryover.imaging.volume.InvalidImageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A place in a file's bytes that goes forward, up to an end that no length may pass. */
final class Cursor {
  private final byte[] bytes;
  private final ByteBuffer numbers;
  private final int end;
  private int at;

  private Cursor(byte[] bytes, ByteBuffer numbers, int at, int end) {
    this.bytes = bytes;
    this.numbers = numbers;
    this.at = at;
    this.end = end;
  }

  /** From a place to the last byte. */
  static Cursor from(byte[] bytes, int at) {
    ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return new Cursor(bytes, numbers, at, bytes.length);
  }

  /** Bytes from the file's start. */
  int at() {
    return at;
  }

  boolean hasMore() {
    return at < end;
  }

  /** The next tag, which stays the next one. */
  int peekTag() {
    require(4);
    return numbers.getShort(at) << 16 | Short.toUnsignedInt(numbers.getShort(at + 2));
  }

  int tag() {
    int tag = peekTag();
    at += 4;
    return tag;
  }

  int unsignedShort() {
    require(Short.BYTES);
    at += Short.BYTES;
    return Short.toUnsignedInt(numbers.getShort(at - Short.BYTES));
  }

  long unsignedInt() {
    require(Integer.BYTES);
    at += Integer.BYTES;
    return Integer.toUnsignedLong(numbers.getInt(at - Integer.BYTES));
  }

  byte oneByte() {
    require(1);
    return bytes[at++];
  }

  void skip(long count) {
    at += require(count);
  }

  /** A cursor over the next bytes alone; this one goes past them. */
  Cursor inner(long count) {
    Cursor inner = new Cursor(bytes, numbers, at, at + require(count));
    at = inner.end;
    return inner;
  }

  /** The next bytes as a value, not copied. */
  Value value(int tag, Vr vr, long count) {
    Value value = new Value(tag, vr, bytes, at, require(count));
    at += value.length();
    return value;
  }

  private int require(long count) {
    if (count > bytes.length - at) {
      throw new InvalidImageException(
          TRUNCATED_IMAGE,
          "the file ends before its last element: %d bytes from byte %d on, it has %d"
              .formatted(count, at, bytes.length));
    }
    if (count > end - at) {
      throw new InvalidImageException(
          UNREADABLE_IMAGE,
          "an element lies within its sequence: %d bytes from byte %d on, which ends at byte %d"
              .formatted(count, at, end));
    }
    return (int) count;
  }
}
