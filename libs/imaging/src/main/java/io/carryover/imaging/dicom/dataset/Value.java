package io.carryover.imaging.dicom.dataset;

import static io.carryover.imaging.volume.InvalidImageException.UNREADABLE_IMAGE;

import io.carryover.imaging.volume.InvalidImageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An element whose content is bytes, little-endian.
 *
 * <p>A value that was read refers to the bytes of its file and copies none of them; nobody changes
 * them.
 */
public final class Value implements Element {
  /** Decimal and integer strings, PS3.5, 6.2. */
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

  private final int tag;
  private final Vr vr;
  private final byte[] source;
  private final int offset;
  private final int length;

  /** A part of a file's bytes. */
  Value(int tag, Vr vr, byte[] source, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, source.length);
    this.tag = tag;
    this.vr = Objects.requireNonNull(vr, "vr");
    this.source = source;
    this.offset = offset;
    this.length = length;
  }

  /** A value of its own bytes, which the caller leaves unchanged. */
  public Value(int tag, Vr vr, byte[] bytes) {
    this(tag, vr, bytes, 0, bytes.length);
  }

  @Override
  public int tag() {
    return tag;
  }

  @Override
  public Vr vr() {
    return vr;
  }

  /** Number of bytes; odd where the file says so. */
  public int length() {
    return length;
  }

  /** The bytes, read-only, little-endian, from position 0 to the limit. */
  public ByteBuffer bytes() {
    return ByteBuffer.wrap(source, offset, length)
        .slice()
        .asReadOnlyBuffer()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The same value with bytes of its own. */
  Value copy() {
    return new Value(tag, vr, Arrays.copyOfRange(source, offset, offset + length));
  }

  /** Whether there are no bytes, or text of padding only. */
  boolean isEmpty() {
    return length == 0 || (vr.isText() && isBlank());
  }

  /**
   * The bytes as text without its padding.
   *
   * <p>One byte a character: right for codes, numbers and UIDs, not for names.
   */
  String text() {
    String text = new String(source, offset, length, StandardCharsets.ISO_8859_1);
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) <= ' ') {
      end--;
    }
    return text.substring(0, end).stripLeading();
  }

  /**
   * How many numbers there are, before any is read.
   *
   * @param known representation that counts where the file says UN
   * @throws InvalidImageException UNREADABLE_IMAGE if it holds something else
   */
  int count(Vr known) {
    Vr actual = vr == Vr.UN ? known : vr;
    return switch (actual) {
      case DS, IS -> isBlank() ? 0 : 1 + delimiters();
      case US, SS, UL, SL, FL, FD -> length / requireWhole(sizeOf(actual), actual);
      default -> throw unreadable("is of VR " + actual + ", not a number");
    };
  }

  /**
   * The numbers of this value.
   *
   * @param known representation that counts where the file says UN
   * @throws InvalidImageException UNREADABLE_IMAGE if they are none
   */
  double[] numbers(Vr known) {
    Vr actual = vr == Vr.UN ? known : vr;
    return actual == Vr.DS || actual == Vr.IS ? decimals() : binary(actual, count(actual));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Value value
        && tag == value.tag
        && vr == value.vr
        && bytes().equals(value.bytes());
  }

  @Override
  public int hashCode() {
    return Objects.hash(tag, vr, length);
  }

  /** Tag, representation and length: a value may be a name, which no message tells. */
  @Override
  public String toString() {
    return Tag.text(tag) + " " + vr + ", " + length + " bytes";
  }

  private boolean isBlank() {
    return text().isEmpty();
  }

  private int delimiters() {
    int count = 0;
    for (int at = offset; at < offset + length; at++) {
      count += source[at] == '\\' ? 1 : 0;
    }
    return count;
  }

  private int requireWhole(int size, Vr actual) {
    if (length % size != 0) {
      throw unreadable("takes a multiple of %d bytes as %s".formatted(size, actual));
    }
    return size;
  }

  private double[] decimals() {
    return Arrays.stream(text().split("\\\\", -1)).mapToDouble(this::decimal).toArray();
  }

  /** Java reads more than DICOM writes, "1d" and "NaN" for example. */
  private double decimal(String text) {
    if (!DECIMAL.matcher(text.strip()).matches()) {
      throw unreadable("holds text that is no decimal number");
    }
    return Double.parseDouble(text);
  }

  private double[] binary(Vr actual, int count) {
    ByteBuffer bytes = bytes();
    double[] numbers = new double[count];
    Arrays.setAll(numbers, n -> binaryAt(bytes, actual, n * sizeOf(actual)));
    return numbers;
  }

  /** Bytes of one number in a binary representation. */
  static int sizeOf(Vr vr) {
    return switch (vr) {
      case US, SS -> Short.BYTES;
      case FD -> Double.BYTES;
      default -> Integer.BYTES;
    };
  }

  private static double binaryAt(ByteBuffer bytes, Vr vr, int at) {
    return switch (vr) {
      case US -> Short.toUnsignedInt(bytes.getShort(at));
      case SS -> bytes.getShort(at);
      case UL -> Integer.toUnsignedLong(bytes.getInt(at));
      case SL -> bytes.getInt(at);
      case FL -> bytes.getFloat(at);
      default -> bytes.getDouble(at);
    };
  }

  private InvalidImageException unreadable(String problem) {
    String name = Tag.ofNumber(tag).map(Tag::toString).orElse(Tag.text(tag));
    return new InvalidImageException(
        UNREADABLE_IMAGE, "%s %s, it has %d bytes".formatted(name, problem, length));
  }
}
