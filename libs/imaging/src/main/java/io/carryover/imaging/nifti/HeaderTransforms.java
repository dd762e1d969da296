package io.carryover.imaging.nifti;

import static io.carryover.imaging.volume.InvalidImageException.SFORM_QFORM_DIFFER;

import io.carryover.imaging.volume.Affine;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Shape;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The transforms of one header and the choice between them.
 *
 * <p>The sform counts where sform_code is above 0, else the qform where qform_code is above 0
 * (nifti1.h, methods 3 and 2). Where both are declared they must agree: at no corner of the volume
 * may they be more than half the smallest spacing apart, so that no voxel has two places. Less
 * happens by rounding alone: a quaternion near 180 degrees in float32 is off by up to a thousandth
 * of the volume's extent.
 *
 * <p>With neither (method 1) the file says nothing of orientation. As nibabel does, the volume is
 * then centred on the origin and its first axis runs to the left.
 */
final class HeaderTransforms {
  private static final double LARGEST_DISTANCE_VOXELS = 0.5;

  private final ByteBuffer header;
  private final NiftiLayout layout;
  private final Shape shape;

  HeaderTransforms(ByteBuffer header, NiftiLayout layout, Shape shape) {
    this.header = header;
    this.layout = layout;
    this.shape = shape;
  }

  /**
   * The affine that counts.
   *
   * @throws InvalidImageException SFORM_QFORM_DIFFER if both are declared and contradict each
   *     other, BROKEN_AFFINE if the one that counts has no inverse, UNREADABLE_IMAGE for an
   *     impossible quaternion
   */
  Affine affine() {
    boolean qform = layout.code(header, 0) > 0;
    boolean sform = layout.code(header, 1) > 0;
    if (qform && sform) {
      requireAgreement();
    }
    return sform ? sform() : qform ? qform() : centred();
  }

  private Affine sform() {
    double[][] rows = new double[3][4];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 4; column++) {
        rows[row][column] = layout.real(header, layout.rows, 4 * row + column);
      }
    }
    return Affine.ofRows(rows);
  }

  private Affine qform() {
    double[] bcd = quaternion(0);
    return new Quaternion(bcd[0], bcd[1], bcd[2]).affine(spacing(), handedness(), quaternion(3));
  }

  private Affine centred() {
    double[] spacing = spacing();
    Affine axes = Affine.ofSpacing(-spacing[0], spacing[1], spacing[2]);
    double i = (shape.depth() - 1) / 2.0;
    double j = (shape.height() - 1) / 2.0;
    double k = (shape.width() - 1) / 2.0;
    return axes.startingAt(-i, -j, -k);
  }

  private void requireAgreement() {
    Affine sform = sform();
    Affine qform = qform();
    double distanceMm = sform.largestDistanceMm(qform, shape);
    if (distanceMm > LARGEST_DISTANCE_VOXELS * Arrays.stream(spacing()).min().orElseThrow()) {
      throw new InvalidImageException(
          SFORM_QFORM_DIFFER,
          "sform and qform must agree to half a voxel, they are %.4g mm apart: sform %s, qform %s"
              .formatted(distanceMm, sform, qform));
    }
  }

  /** Three numbers of quatern_b, c, d, qoffset_x, y, z. */
  private double[] quaternion(int from) {
    double[] numbers = new double[3];
    Arrays.setAll(numbers, n -> layout.real(header, layout.quaternion, from + n));
    return numbers;
  }

  /** pixdim[1..3]; a 0 counts as 1 and the sign does not count, as in the standard's own reader. */
  private double[] spacing() {
    double[] spacing = new double[3];
    Arrays.setAll(spacing, n -> Math.abs(layout.real(header, layout.spacing, n + 1)));
    return Arrays.stream(spacing).map(length -> length == 0 ? 1 : length).toArray();
  }

  /** qfac, pixdim[0]: -1 turns the third axis, everything else counts as 1. */
  private double handedness() {
    return layout.real(header, layout.spacing, 0) == -1 ? -1 : 1;
  }
}
