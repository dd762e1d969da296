package io.carryover.imaging.dicom;

import io.carryover.imaging.volume.Affine;

/**
 * The one place where DICOM's axes of the patient become ours: LPS to RAS, x and y change sign.
 *
 * <p>Voxel (i, j, k) of a volume is column i and row j of slice k, as in the NIfTI file that others
 * make of a series.
 */
final class PatientAxes {
  private PatientAxes() {}

  /**
   * The affine of a volume, RAS millimetres.
   *
   * @param first centre of the first pixel of the first slice, LPS
   * @param columnStep from column to column
   * @param rowStep from row to row
   * @param sliceStep from slice to slice
   */
  static Affine affine(Vector first, Vector columnStep, Vector rowStep, Vector sliceStep) {
    return Affine.ofRows(
        new double[][] {
          {turned(columnStep.x()), turned(rowStep.x()), turned(sliceStep.x()), turned(first.x())},
          {turned(columnStep.y()), turned(rowStep.y()), turned(sliceStep.y()), turned(first.y())},
          {columnStep.z(), rowStep.z(), sliceStep.z(), first.z()}
        });
  }

  /** A position of DICOM, LPS, as one of ours, RAS. */
  static Vector ras(Vector lps) {
    return new Vector(turned(lps.x()), turned(lps.y()), lps.z());
  }

  /** The other sign, of 0 too: a zero of its own would make equal affines differ. */
  private static double turned(double number) {
    return 0 - number;
  }
}
