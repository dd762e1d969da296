package io.carryover.imaging.dicom;

import static io.carryover.imaging.volume.InvalidImageException.BROKEN_AFFINE;
import static io.carryover.imaging.volume.InvalidImageException.MISSING_GEOMETRY;

import io.carryover.imaging.dicom.dataset.DataSet;
import io.carryover.imaging.dicom.dataset.Tag;
import io.carryover.imaging.volume.InvalidImageException;

/**
 * Where one frame lies in the patient (DICOM PS3.3, C.7.6.2.1.1 and C.7.6.16.2.3).
 *
 * <p>LPS, millimetres: x grows to the patient's left, y to the back, z to the head. The pixel in
 * column c and row r has its centre at {@code position + c * columnStep + r * rowStep}.
 *
 * @param position centre of the first pixel
 * @param alongRow direction in which the column index grows, of length 1
 * @param alongColumn direction in which the row index grows, of length 1
 * @param columnSpacingMm from one column to the next
 * @param rowSpacingMm from one row to the next
 */
public record Plane(
    Vector position,
    Vector alongRow,
    Vector alongColumn,
    double columnSpacingMm,
    double rowSpacingMm) {
  /** Cosines are written with four decimals at least. */
  private static final double LENGTH_TOLERANCE = 1e-3;

  /** Checks lengths, spacing and that all is finite. */
  public Plane {
    requireLengthOne(alongRow);
    requireLengthOne(alongColumn);
    requirePositive(columnSpacingMm, rowSpacingMm);
    requireFinite(position);
  }

  /**
   * The plane of a frame.
   *
   * @throws InvalidImageException MISSING_GEOMETRY without position, orientation or spacing,
   *     BROKEN_AFFINE if they make no plane
   */
  static Plane of(FunctionalGroups groups) {
    double[] position =
        required(groups, Tag.PLANE_POSITION_SEQUENCE, Tag.IMAGE_POSITION_PATIENT, 3);
    double[] cosines =
        required(groups, Tag.PLANE_ORIENTATION_SEQUENCE, Tag.IMAGE_ORIENTATION_PATIENT, 6);
    double[] spacing = required(groups, Tag.PIXEL_MEASURES_SEQUENCE, Tag.PIXEL_SPACING, 2);
    return new Plane(
        Vector.of(position, 0),
        Vector.of(cosines, 0),
        Vector.of(cosines, 3),
        spacing[1],
        spacing[0]);
  }

  /** From one pixel to the next of its row. */
  public Vector columnStep() {
    return alongRow.times(columnSpacingMm);
  }

  /** From one pixel to the next of its column. */
  public Vector rowStep() {
    return alongColumn.times(rowSpacingMm);
  }

  /** The direction in which slices are counted, so that the three axes are right-handed. */
  public Vector normal() {
    return alongRow.cross(alongColumn);
  }

  private static double[] required(FunctionalGroups groups, Tag group, Tag tag, int count) {
    DataSet attributes = groups.group(group);
    if (!attributes.has(tag)) {
      throw new InvalidImageException(
          MISSING_GEOMETRY, "a frame says where it lies, this one has no " + tag);
    }
    return attributes.requireNumbers(tag, count);
  }

  private static void requireLengthOne(Vector direction) {
    if (!(Math.abs(direction.length() - 1) <= LENGTH_TOLERANCE)) {
      throw broken(
          "%s has cosines of length 1, got %s".formatted(Tag.IMAGE_ORIENTATION_PATIENT, direction));
    }
  }

  private static void requirePositive(double columnMm, double rowMm) {
    if (!(columnMm > 0 && rowMm > 0 && Double.isFinite(columnMm + rowMm))) {
      throw broken("%s is above 0 mm, got %s and %s".formatted(Tag.PIXEL_SPACING, rowMm, columnMm));
    }
  }

  private static void requireFinite(Vector position) {
    if (!Double.isFinite(position.length())) {
      throw broken("%s has finite numbers, got %s".formatted(Tag.IMAGE_POSITION_PATIENT, position));
    }
  }

  private static InvalidImageException broken(String message) {
    return new InvalidImageException(BROKEN_AFFINE, message);
  }
}
