package io.carryover.imaging.dicom.dataset;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes Part 10 files in explicit VR little endian.
 *
 * <p>Sequences and items end by delimiters, so that nothing is laid out twice. Private elements and
 * unknown ones are written as they were read; lengths of groups, which no reader needs, are left
 * out. What is too long for its representation's length field is written as UN (PS3.5, 6.2.2).
 */
public final class DicomWriter {
  /** Of our own, from the UUID 5e7d5a6c-26f5-4d0e-8a0b-6f1b8f0e7c11 (PS3.5, B.2). */
  private static final String IMPLEMENTATION = "2.25.125598302696661806786848252182959914001";

  private static final int PREAMBLE_BYTES = 128;
  private static final int META_GROUP = 0x0002;
  private static final int ITEM = 0xfffe_e000;
  private static final int ITEM_END = 0xfffe_e00d;
  private static final int SEQUENCE_END = 0xfffe_e0dd;
  private static final int UNDEFINED = -1;
  private static final int LONGEST_SHORT = 0xfffe;

  private final OutputStream out;

  private DicomWriter(OutputStream out) {
    this.out = out;
  }

  /**
   * Writes an object; the stream stays open.
   *
   * @param dataSet with SOPClassUID and SOPInstanceUID
   */
  public static void write(DataSet dataSet, OutputStream out) throws IOException {
    DicomWriter writer = new DicomWriter(out);
    out.write(new byte[PREAMBLE_BYTES]);
    out.write("DICM".getBytes(StandardCharsets.US_ASCII));
    writer.writeMeta(meta(dataSet));
    writer.writeAll(dataSet);
  }

  private static DataSet meta(DataSet dataSet) {
    return new DataSetBuilder()
        .put(Tag.FILE_META_INFORMATION_VERSION, new byte[] {0, 1})
        .put(Tag.MEDIA_STORAGE_SOP_CLASS_UID, required(dataSet, Tag.SOP_CLASS_UID))
        .put(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, required(dataSet, Tag.SOP_INSTANCE_UID))
        .put(Tag.TRANSFER_SYNTAX_UID, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid())
        .put(Tag.IMPLEMENTATION_CLASS_UID, IMPLEMENTATION)
        .build();
  }

  private static String required(DataSet dataSet, Tag tag) {
    String uid = dataSet.text(tag);
    if (uid.isEmpty()) {
      throw new IllegalArgumentException("an object to be written has a " + tag);
    }
    return uid;
  }

  private void writeMeta(DataSet meta) throws IOException {
    int length = meta.elements().stream().mapToInt(DicomWriter::valueBytes).sum();
    writeHeader(META_GROUP << 16, Vr.UL, Integer.BYTES);
    byte[] number = new byte[Integer.BYTES];
    ByteBuffer.wrap(number).order(ByteOrder.LITTLE_ENDIAN).putInt(length);
    out.write(number);
    writeAll(meta);
  }

  /** Bytes of an element that is no sequence, its header and padding included. */
  private static int valueBytes(Element element) {
    int header = element.vr().lengthBytes() == Short.BYTES ? 8 : 12;
    int length = ((Value) element).length();
    return header + length + (length & 1);
  }

  private void writeAll(DataSet dataSet) throws IOException {
    for (Element element : dataSet.elements()) {
      if ((element.tag() & 0xffff) != 0) {
        write(element);
      }
    }
  }

  private void write(Element element) throws IOException {
    if (element instanceof Sequence sequence) {
      write(sequence);
    } else if (element instanceof Value value) {
      write(value);
    }
  }

  private void write(Sequence sequence) throws IOException {
    writeHeader(sequence.tag(), Vr.SQ, UNDEFINED);
    writeItems(sequence.items());
    writeDelimiter(SEQUENCE_END, 0);
  }

  private void writeItems(List<DataSet> items) throws IOException {
    for (DataSet item : items) {
      writeDelimiter(ITEM, UNDEFINED);
      writeAll(item);
      writeDelimiter(ITEM_END, 0);
    }
  }

  private void write(Value value) throws IOException {
    int padding = value.length() & 1;
    boolean fits = value.vr().lengthBytes() == Integer.BYTES || value.length() <= LONGEST_SHORT;
    writeHeader(value.tag(), fits ? value.vr() : Vr.UN, value.length() + padding);
    byte[] bytes = new byte[value.length()];
    value.bytes().get(bytes);
    out.write(bytes);
    if (padding == 1) {
      out.write(value.vr().padding());
    }
  }

  private void writeHeader(int tag, Vr vr, int length) throws IOException {
    boolean shortLength = vr.lengthBytes() == Short.BYTES;
    byte[] header = new byte[shortLength ? 8 : 12];
    ByteBuffer fields = fields(header, tag).put(vr.name().getBytes(StandardCharsets.US_ASCII));
    if (shortLength) {
      fields.putShort((short) length);
    } else {
      fields.putShort((short) 0).putInt(length);
    }
    out.write(header);
  }

  private void writeDelimiter(int tag, int length) throws IOException {
    byte[] delimiter = new byte[8];
    fields(delimiter, tag).putInt(length);
    out.write(delimiter);
  }

  private static ByteBuffer fields(byte[] bytes, int tag) {
    ByteBuffer fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return fields.putShort((short) (tag >>> 16)).putShort((short) tag);
  }
}
