package io.carryover.imaging.dicom.dataset;

import static io.carryover.imaging.volume.InvalidImageException.UNREADABLE_IMAGE;

import io.carryover.imaging.volume.InvalidImageException;

/** How elements say their representation and length, little-endian both (DICOM PS3.5, 7.1). */
enum Encoding {
  /** Two letters, then a length of two or four bytes. */
  EXPLICIT {
    @Override
    Vr vr(int tag, Cursor cursor) {
      int at = cursor.at();
      return Vr.ofBytes(cursor.oneByte(), cursor.oneByte()).orElseThrow(() -> unknown(tag, at));
    }

    @Override
    long length(Vr vr, Cursor cursor) {
      if (vr.lengthBytes() == Short.BYTES) {
        return cursor.unsignedShort();
      }
      cursor.skip(Short.BYTES);
      return cursor.unsignedInt();
    }
  },

  /** No letters: the tag tells, a length of four bytes. */
  IMPLICIT {
    @Override
    Vr vr(int tag, Cursor cursor) {
      return Tag.vrOf(tag);
    }

    @Override
    long length(Vr vr, Cursor cursor) {
      return cursor.unsignedInt();
    }
  };

  /** The representation of the element whose tag was just read. */
  abstract Vr vr(int tag, Cursor cursor);

  /** The length that follows; {@link DataSetParser#UNDEFINED} where a delimiter ends the value. */
  abstract long length(Vr vr, Cursor cursor);

  private static InvalidImageException unknown(int tag, int at) {
    return new InvalidImageException(
        UNREADABLE_IMAGE,
        "an element has a VR of DICOM PS3.5, %s at byte %d has another"
            .formatted(Tag.text(tag), at));
  }
}
