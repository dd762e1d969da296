package io.carryover.imaging.dicom.dataset;

import static io.carryover.imaging.volume.InvalidImageException.UNREADABLE_IMAGE;

import io.carryover.imaging.volume.InvalidImageException;
import java.util.ArrayList;
import java.util.List;

/**
 * Elements out of bytes (DICOM PS3.5, 7.1 and 7.5).
 *
 * <p>Every length is held against what encloses it, nesting has a limit, and each byte is looked at
 * once: work and memory grow with the bytes that are there, whatever they claim.
 *
 * <p>A value of unknown representation and undefined length is a sequence in implicit VR; so is one
 * of defined length whose tag is known as a sequence (PS3.5, 6.2.2).
 */
final class DataSetParser {
  /** The length of what ends by a delimiter. */
  static final long UNDEFINED = 0xffff_ffffL;

  /** Deepest nesting; structured reports, the deepest of common objects, stay below 20. */
  static final int MAX_DEPTH = 64;

  private static final int DELIMITERS = 0xfffe;
  private static final int ITEM = 0xfffe_e000;
  private static final int ITEM_END = 0xfffe_e00d;
  private static final int SEQUENCE_END = 0xfffe_e0dd;
  private static final int META_GROUP = 0x0002;

  private final Encoding encoding;
  private final int depth;

  private DataSetParser(Encoding encoding, int depth) {
    this.encoding = encoding;
    this.depth = depth;
  }

  /** The elements of the file meta information, which is always in explicit VR. */
  static DataSet meta(Cursor cursor) {
    DataSetParser parser = new DataSetParser(Encoding.EXPLICIT, 0);
    List<Element> elements = new ArrayList<>();
    while (cursor.hasMore() && cursor.peekTag() >>> 16 == META_GROUP) {
      elements.add(parser.element(cursor));
    }
    return DataSet.of(elements);
  }

  /** All elements up to the cursor's end. */
  static DataSet all(Cursor cursor, Encoding encoding) {
    return new DataSetParser(encoding, 0).elements(cursor);
  }

  private DataSet elements(Cursor cursor) {
    List<Element> elements = new ArrayList<>();
    while (cursor.hasMore()) {
      elements.add(element(cursor));
    }
    return DataSet.of(elements);
  }

  private DataSet elementsToDelimiter(Cursor cursor) {
    List<Element> elements = new ArrayList<>();
    while (cursor.peekTag() != ITEM_END) {
      elements.add(element(cursor));
    }
    skipDelimiter(cursor);
    return DataSet.of(elements);
  }

  private Element element(Cursor cursor) {
    int at = cursor.at();
    int tag = cursor.tag();
    requireAttribute(tag, at);
    Vr vr = encoding.vr(tag, cursor);
    long length = encoding.length(vr, cursor);
    return isSequence(tag, vr, length)
        ? new Sequence(tag, content(vr).items(cursor, length))
        : cursor.value(tag, vr, requireDefined(length, tag, at));
  }

  private static boolean isSequence(int tag, Vr vr, long length) {
    boolean unknown = vr == Vr.UN && (length == UNDEFINED || Tag.vrOf(tag) == Vr.SQ);
    return vr == Vr.SQ || unknown;
  }

  private DataSetParser content(Vr vr) {
    if (depth == MAX_DEPTH) {
      throw unreadable("sequences nest %d deep at most, these go on".formatted(MAX_DEPTH));
    }
    return new DataSetParser(vr == Vr.UN ? Encoding.IMPLICIT : encoding, depth + 1);
  }

  private List<DataSet> items(Cursor cursor, long length) {
    return length == UNDEFINED ? itemsToDelimiter(cursor) : allItems(cursor.inner(length));
  }

  private List<DataSet> allItems(Cursor cursor) {
    List<DataSet> items = new ArrayList<>();
    while (cursor.hasMore()) {
      items.add(item(cursor));
    }
    return items;
  }

  private List<DataSet> itemsToDelimiter(Cursor cursor) {
    List<DataSet> items = new ArrayList<>();
    while (cursor.peekTag() != SEQUENCE_END) {
      items.add(item(cursor));
    }
    skipDelimiter(cursor);
    return items;
  }

  private DataSet item(Cursor cursor) {
    int at = cursor.at();
    int tag = cursor.tag();
    if (tag != ITEM) {
      throw unreadable("a sequence holds items, not %s at byte %d".formatted(Tag.text(tag), at));
    }
    long length = cursor.unsignedInt();
    return length == UNDEFINED ? elementsToDelimiter(cursor) : elements(cursor.inner(length));
  }

  private static void skipDelimiter(Cursor cursor) {
    int at = cursor.at();
    cursor.tag();
    long length = cursor.unsignedInt();
    if (length != 0) {
      throw unreadable(
          "a delimiter has no content, the one at byte %d has %d".formatted(at, length));
    }
  }

  private static void requireAttribute(int tag, int at) {
    if (tag >>> 16 == DELIMITERS) {
      throw unreadable("an element was due at byte %d, not %s".formatted(at, Tag.text(tag)));
    }
  }

  private static long requireDefined(long length, int tag, int at) {
    if (length == UNDEFINED) {
      throw unreadable(
          "a value says its length, %s at byte %d does not".formatted(Tag.text(tag), at));
    }
    return length;
  }

  private static InvalidImageException unreadable(String message) {
    return new InvalidImageException(UNREADABLE_IMAGE, message);
  }
}
