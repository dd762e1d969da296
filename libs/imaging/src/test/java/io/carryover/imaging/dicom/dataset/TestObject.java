package io.carryover.imaging.dicom.dataset;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A small object in memory, to be spoilt attribute by attribute and laid out byte by byte, apart
 * from the product's own writer.
 */
public final class TestObject {
  /** Explicit VR little endian. */
  public static final String EXPLICIT = "1.2.840.10008.1.2.1";

  /** Implicit VR little endian. */
  public static final String IMPLICIT = "1.2.840.10008.1.2";

  /** How sequences and items end. */
  public enum Ends {
    LENGTH,
    DELIMITER
  }

  private final Map<Integer, Object> contents = new TreeMap<>(Integer::compareUnsigned);
  private final Map<Integer, String> vrs = new TreeMap<>();

  /** An MR image of 3 columns and 2 rows of 1 x 1.5 mm, axial, its pixels 100 * number + 0..5. */
  public static TestObject slice(int number, double z) {
    return new TestObject()
        .with(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.4")
        .with(Tag.SOP_INSTANCE_UID, "1.2.3.4." + number)
        .with(Tag.SERIES_INSTANCE_UID, "1.2.3")
        .with(Tag.FRAME_OF_REFERENCE_UID, "1.2.9")
        .with(Tag.INSTANCE_NUMBER, String.valueOf(number))
        .with(Tag.IMAGE_POSITION_PATIENT, "10\\20\\" + z)
        .with(Tag.IMAGE_ORIENTATION_PATIENT, "1\\0\\0\\0\\1\\0")
        .with(Tag.PIXEL_SPACING, "1.5\\1")
        .withPixels(2, 3, 16, 1)
        .with(Tag.PIXEL_DATA, shorts(6, p -> 100 * number + p));
  }

  /** The attributes of a grey image. */
  public TestObject withPixels(int rows, int columns, int bits, int signed) {
    return with(Tag.SAMPLES_PER_PIXEL, 1)
        .with(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
        .with(Tag.ROWS, rows)
        .with(Tag.COLUMNS, columns)
        .with(Tag.BITS_ALLOCATED, bits)
        .with(Tag.BITS_STORED, bits)
        .with(Tag.HIGH_BIT, bits - 1)
        .with(Tag.PIXEL_REPRESENTATION, signed);
  }

  /** Sets a text. */
  public TestObject with(Tag tag, String text) {
    return with(tag, even(text, tag.vr()));
  }

  /** Sets an unsigned number of 16 bits. */
  public TestObject with(Tag tag, int number) {
    return with(tag, shorts(1, n -> number));
  }

  /** Sets bytes. */
  public TestObject with(Tag tag, byte[] bytes) {
    return with(tag.number(), tag.vr().name(), bytes);
  }

  /** Sets any element. */
  public TestObject with(int number, String vr, byte[] bytes) {
    contents.put(number, bytes);
    vrs.put(number, vr);
    return this;
  }

  /** Sets a sequence. */
  public TestObject with(Tag tag, TestObject... items) {
    return with(tag.number(), "SQ", items);
  }

  /** Sets any sequence, of VR SQ or UN. */
  public TestObject with(int number, String vr, TestObject... items) {
    contents.put(number, List.of(items));
    vrs.put(number, vr);
    return this;
  }

  /** Leaves an attribute out. */
  public TestObject without(Tag tag) {
    contents.remove(tag.number());
    return this;
  }

  /** A file in explicit VR. */
  public byte[] file() {
    return file(EXPLICIT, Ends.LENGTH);
  }

  /** A Part 10 file. */
  public byte[] file(String syntax, Ends ends) {
    TestObject meta =
        new TestObject()
            .with(Tag.FILE_META_INFORMATION_VERSION, new byte[] {0, 1})
            .with(Tag.TRANSFER_SYNTAX_UID, syntax);
    return joined(
        new byte[128],
        "DICM".getBytes(StandardCharsets.US_ASCII),
        meta.elements(EXPLICIT, ends),
        elements(syntax, ends));
  }

  /** Numbers of 16 bits. */
  public static byte[] shorts(int count, java.util.function.IntUnaryOperator number) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int n = 0; n < count; n++) {
      bytes.putShort((short) number.applyAsInt(n));
    }
    return bytes.array();
  }

  private byte[] elements(String syntax, Ends ends) {
    byte[] all = new byte[0];
    for (Map.Entry<Integer, Object> entry : contents.entrySet()) {
      all = joined(all, element(entry.getKey(), entry.getValue(), syntax, ends));
    }
    return all;
  }

  private byte[] element(int tag, Object content, String syntax, Ends ends) {
    String vr = vrs.get(tag);
    if (content instanceof byte[] bytes) {
      return joined(header(tag, vr, bytes.length, syntax), bytes);
    }
    String inner = vr.equals("UN") ? IMPLICIT : syntax;
    byte[] items = new byte[0];
    for (Object item : (List<?>) content) {
      items = joined(items, ((TestObject) item).item(inner, ends));
    }
    return ends == Ends.LENGTH
        ? joined(header(tag, vr, items.length, syntax), items)
        : joined(header(tag, vr, -1, syntax), items, delimiter(0xe0dd, 0));
  }

  private byte[] item(String syntax, Ends ends) {
    byte[] content = elements(syntax, ends);
    return ends == Ends.LENGTH
        ? joined(delimiter(0xe000, content.length), content)
        : joined(delimiter(0xe000, -1), content, delimiter(0xe00d, 0));
  }

  private static byte[] header(int tag, String vr, int length, String syntax) {
    boolean longForm = List.of("OB", "OW", "SQ", "UN", "UT").contains(vr);
    byte[] letters = vr.getBytes(StandardCharsets.US_ASCII);
    if (syntax.equals(IMPLICIT)) {
      return joined(tag(tag), ints(length));
    }
    return longForm
        ? joined(tag(tag), letters, new byte[2], ints(length))
        : joined(tag(tag), letters, shorts(1, n -> length));
  }

  private static byte[] delimiter(int element, int length) {
    return joined(tag(0xfffe << 16 | element), ints(length));
  }

  private static byte[] tag(int tag) {
    return shorts(2, n -> n == 0 ? tag >>> 16 : tag);
  }

  private static byte[] ints(int number) {
    return shorts(2, n -> number >>> (16 * n));
  }

  private static byte[] even(String text, Vr vr) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    byte[] even = Arrays.copyOf(bytes, bytes.length + bytes.length % 2);
    if (even.length > bytes.length) {
      even[bytes.length] = vr.padding();
    }
    return even;
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
