package io.carryover.imaging.nifti;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * A small valid NIfTI-1 file in memory, to be spoilt field by field. Offsets are those of nifti1.h.
 *
 * <p>Little-endian, int16, 5x4x3, sform along R, A, S with 1, 1.5, 2.25 mm.
 */
public final class NiftiBytes {
  /** dim[0]. */
  public static final int DIMENSIONS = 40;

  /** datatype. */
  public static final int DATATYPE = 70;

  /** pixdim[0]. */
  public static final int SPACING = 76;

  /** vox_offset. */
  public static final int FIRST_VOXEL = 108;

  /** scl_slope. */
  public static final int SLOPE = 112;

  /** xyzt_units. */
  public static final int UNITS = 123;

  /** qform_code. */
  public static final int QFORM_CODE = 252;

  /** sform_code. */
  public static final int SFORM_CODE = 254;

  /** quatern_b. */
  public static final int QUATERNION = 256;

  /** srow_x[0]. */
  public static final int ROWS = 280;

  /** magic. */
  public static final int MAGIC = 344;

  private final byte[] bytes;
  private final ByteBuffer fields;

  private NiftiBytes(byte[] bytes) {
    this.bytes = bytes;
    this.fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A valid file. */
  public static NiftiBytes valid() {
    return of("int16_v1_le.nii");
  }

  /** A file of the golden set, plain. */
  public static NiftiBytes of(String golden) {
    try {
      return new NiftiBytes(Files.readAllBytes(Golden.resource(golden)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets a 16-bit field. */
  public NiftiBytes with(int at, int value) {
    fields.putShort(at, (short) value);
    return this;
  }

  /** Sets a 32-bit real field. */
  public NiftiBytes with(int at, float value) {
    fields.putFloat(at, value);
    return this;
  }

  /** Sets a one-byte field. */
  public NiftiBytes withByte(int at, int value) {
    fields.put(at, (byte) value);
    return this;
  }

  /** Sets a text. */
  public NiftiBytes with(int at, String text) {
    fields.put(at, text.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  /** The bytes themselves. */
  public byte[] bytes() {
    return bytes;
  }

  /** Writes the file, plain. */
  public Path to(Path file) throws IOException {
    return Files.write(file, bytes);
  }

  /** Some bytes, gzipped. */
  public static byte[] gzipped(byte[] plain) throws IOException {
    ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzipped)) {
      out.write(plain);
    }
    return gzipped.toByteArray();
  }
}
