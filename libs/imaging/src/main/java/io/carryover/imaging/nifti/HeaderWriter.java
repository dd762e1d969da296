package io.carryover.imaging.nifti;

import io.carryover.imaging.volume.Affine;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.InvalidImageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The header of a file to be written: nifti1.h, little-endian, lengths in mm. */
final class HeaderWriter {
  private static final NiftiLayout LAYOUT = NiftiLayout.VERSION_1;
  private static final int BITS_PER_VOXEL_AT = 72;
  private static final int DESCRIPTION_AT = 148;
  private static final byte UNIT_MM = 2;
  private static final short SCANNER_POSITIONS = 1;
  private static final double RIGHT_ANGLE_TOLERANCE = 1e-5;

  private final byte[] bytes = new byte[NiftiLayout.MIN_OFFSET];
  private final ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  private final Grid grid;

  HeaderWriter(Grid grid, Datatype datatype) {
    this.grid = grid;
    header.putInt(0, LAYOUT.headerBytes);
    putShape();
    putDatatype(datatype);
    putSform();
    if (grid.affine().shear() < RIGHT_ANGLE_TOLERANCE) {
      putQform();
    }
    putText(DESCRIPTION_AT, "carryover");
    putText(LAYOUT.magic, "n+1");
  }

  /** Header and four zero bytes that say that there are no extensions. */
  byte[] bytes() {
    return bytes;
  }

  private void putShape() {
    putDimension(0, 3);
    for (int axis = 0; axis < 3; axis++) {
      putDimension(axis + 1, grid.shape().side(axis));
      putReal(LAYOUT.spacing, axis + 1, grid.affine().spacingMm(axis));
    }
    for (int unused = 4; unused <= 7; unused++) {
      putDimension(unused, 1);
    }
  }

  private void putDatatype(Datatype datatype) {
    header.putShort(LAYOUT.datatype, (short) datatype.code());
    header.putShort(BITS_PER_VOXEL_AT, (short) (8 * datatype.bytesPerVoxel()));
    putReal(LAYOUT.offset, 0, NiftiLayout.MIN_OFFSET);
    putReal(LAYOUT.scaling, 0, 1);
    header.put(LAYOUT.units, UNIT_MM);
  }

  private void putSform() {
    header.putShort(LAYOUT.codes + 2, SCANNER_POSITIONS);
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 4; column++) {
        putReal(LAYOUT.rows, 4 * row + column, grid.affine().at(row, column));
      }
    }
  }

  private void putQform() {
    Affine affine = grid.affine();
    double handedness = affine.determinant() < 0 ? -1 : 1;
    Quaternion quaternion = Quaternion.ofRotation(rotation(affine, handedness));
    header.putShort(LAYOUT.codes, SCANNER_POSITIONS);
    putReal(LAYOUT.spacing, 0, handedness);
    putReal(LAYOUT.quaternion, 0, quaternion.b());
    putReal(LAYOUT.quaternion, 1, quaternion.c());
    putReal(LAYOUT.quaternion, 2, quaternion.d());
    for (int row = 0; row < 3; row++) {
      putReal(LAYOUT.quaternion, 3 + row, affine.at(row, 3));
    }
  }

  private static double[][] rotation(Affine affine, double handedness) {
    double[][] rotation = new double[3][3];
    for (int row = 0; row < 3; row++) {
      rotation[row][0] = affine.at(row, 0) / affine.spacingMm(0);
      rotation[row][1] = affine.at(row, 1) / affine.spacingMm(1);
      rotation[row][2] = affine.at(row, 2) / affine.spacingMm(2) * handedness;
    }
    return rotation;
  }

  private void putDimension(int n, int value) {
    if (value > Short.MAX_VALUE) {
      throw new InvalidImageException(
          InvalidImageException.IMAGE_TOO_LARGE,
          "NIfTI-1 has sides of at most %d voxels, got %s"
              .formatted(Short.MAX_VALUE, grid.shape()));
    }
    header.putShort(LAYOUT.dimensions + 2 * n, (short) value);
  }

  private void putReal(int field, int n, double value) {
    header.putFloat(field + 4 * n, (float) value);
  }

  private void putText(int at, String text) {
    header.put(at, text.getBytes(StandardCharsets.US_ASCII));
  }
}
