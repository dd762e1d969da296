package io.carryover.imaging.nifti;

import java.nio.ByteBuffer;

/**
 * Where the fields of a header lie, for both versions of the standard.
 *
 * <p>Version 1: nifti1.h, 348 bytes, 16-bit dimensions and 32-bit reals. Version 2: nifti2.h, 540
 * bytes, 64-bit dimensions and reals.
 */
enum NiftiLayout {
  VERSION_1(348, 40, 70, 76, 108, 112, 123, 252, 256, 280, 344, "n+1\0", "ni1\0") {
    @Override
    long dimension(ByteBuffer header, int n) {
      return header.getShort(dimensions + 2 * n);
    }

    @Override
    double real(ByteBuffer header, int field, int n) {
      return header.getFloat(field + 4 * n);
    }

    @Override
    double firstVoxel(ByteBuffer header) {
      return header.getFloat(offset);
    }

    @Override
    int code(ByteBuffer header, int n) {
      return header.getShort(codes + 2 * n);
    }

    @Override
    int spatialUnit(ByteBuffer header) {
      return header.get(units) & SPATIAL_UNIT_BITS;
    }
  },
  VERSION_2(540, 16, 12, 104, 168, 176, 500, 344, 352, 400, 4, "n+2\0", "ni2\0") {
    @Override
    long dimension(ByteBuffer header, int n) {
      return header.getLong(dimensions + 8 * n);
    }

    @Override
    double real(ByteBuffer header, int field, int n) {
      return header.getDouble(field + 8 * n);
    }

    @Override
    double firstVoxel(ByteBuffer header) {
      return header.getLong(offset);
    }

    @Override
    int code(ByteBuffer header, int n) {
      return header.getInt(codes + 4 * n);
    }

    @Override
    int spatialUnit(ByteBuffer header) {
      return header.getInt(units) & SPATIAL_UNIT_BITS;
    }
  };

  /** Least offset of the first voxel in a single file: header and four bytes of extension flags. */
  static final int MIN_OFFSET = 352;

  private static final int SPATIAL_UNIT_BITS = 7;
  private static final int MAGIC_BYTES = 4;

  final int headerBytes;
  final int dimensions;
  final int datatype;
  final int spacing;
  final int offset;
  final int scaling;
  final int units;
  final int codes;
  final int quaternion;
  final int rows;
  final int magic;
  private final String singleFile;
  private final String pairOfFiles;

  NiftiLayout(
      int headerBytes,
      int dimensions,
      int datatype,
      int spacing,
      int offset,
      int scaling,
      int units,
      int codes,
      int quaternion,
      int rows,
      int magic,
      String singleFile,
      String pairOfFiles) {
    this.headerBytes = headerBytes;
    this.dimensions = dimensions;
    this.datatype = datatype;
    this.spacing = spacing;
    this.offset = offset;
    this.scaling = scaling;
    this.units = units;
    this.codes = codes;
    this.quaternion = quaternion;
    this.rows = rows;
    this.magic = magic;
    this.singleFile = singleFile;
    this.pairOfFiles = pairOfFiles;
  }

  /** dim[n]. */
  abstract long dimension(ByteBuffer header, int n);

  /** The n-th number of a field of reals. */
  abstract double real(ByteBuffer header, int field, int n);

  /** vox_offset; version 1 stores it as a real. */
  abstract double firstVoxel(ByteBuffer header);

  /** qform_code (0) and sform_code (1). */
  abstract int code(ByteBuffer header, int n);

  /** The unit of lengths: 0 unknown, 1 m, 2 mm, 3 micrometre. */
  abstract int spatialUnit(ByteBuffer header);

  /** Least offset of the first voxel. */
  int minOffset() {
    return headerBytes + 4;
  }

  boolean isSingleFile(ByteBuffer header) {
    return singleFile.equals(magicOf(header));
  }

  boolean isPairOfFiles(ByteBuffer header) {
    return pairOfFiles.equals(magicOf(header));
  }

  private String magicOf(ByteBuffer header) {
    StringBuilder text = new StringBuilder(MAGIC_BYTES);
    for (int n = 0; n < MAGIC_BYTES; n++) {
      text.append((char) Byte.toUnsignedInt(header.get(magic + n)));
    }
    return text.toString();
  }
}
