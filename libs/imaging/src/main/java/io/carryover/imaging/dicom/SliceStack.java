package io.carryover.imaging.dicom;

import static io.carryover.imaging.volume.InvalidImageException.DUPLICATE_SLICES;
import static io.carryover.imaging.volume.InvalidImageException.MISSING_SLICES;
import static io.carryover.imaging.volume.InvalidImageException.UNEVEN_SLICES;

import io.carryover.imaging.volume.Affine;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Shape;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Slices in the order of their places along their common normal, and the guard of their geometry.
 *
 * <p>All slices are held against all: one size, one orientation, one pixel spacing, each at its own
 * place, all evenly spaced on one line. What breaks a rule is refused with its numbers; nothing is
 * filled in, averaged or left out. Slices that are missing before the first or after the last leave
 * no trace in the positions and cannot be told.
 *
 * <p>The step from slice to slice is {@code (last - first) / (n - 1)}, and every slice must lie
 * within {@link #LARGEST_DEVIATION} of it from where that puts it.
 */
final class SliceStack {
  /** In slice spacings: decimal strings round to 0.01 mm at worst, a slice of 0.5 mm. */
  private static final double LARGEST_DEVIATION = 0.02;

  /** A gap this close to a whole number of spacings, in spacings, is told as missing slices. */
  private static final double WHOLE_GAP_TOLERANCE = 0.1;

  /** No slices are closer. */
  private static final double SAME_PLACE_MM = 1e-3;

  private final List<Frame> slices;
  private final Vector normal;

  /**
   * Sorts and checks.
   *
   * @throws InvalidImageException MIXED_SERIES for several sizes, ORIENTATION_CHANGES,
   *     SPACING_CHANGES, DUPLICATE_SLICES, MISSING_SLICES, UNEVEN_SLICES, SHEARED_AFFINE if the
   *     slices do not follow each other along their normal
   */
  SliceStack(List<Frame> frames) {
    this.normal = frames.get(0).plane().normal();
    this.slices = frames.stream().sorted(Comparator.comparingDouble(this::heightMm)).toList();
    frames.forEach(frame -> SliceLikeness.require(frames.get(0), frame));
    requireDifferentPlaces();
    requireTwo();
    requireNoGap();
    requireOneLine();
    affine().requireRightAngles();
  }

  /** By ascending position along the normal, the right-handed third axis of LPS. */
  List<Frame> slices() {
    return slices;
  }

  /** Columns, rows, slices; RAS millimetres. */
  Grid grid() {
    PixelFormat format = slices.get(0).format();
    return new Grid(new Shape(format.columns(), format.rows(), slices.size()), affine());
  }

  private Affine affine() {
    Plane first = slices.get(0).plane();
    return PatientAxes.affine(first.position(), first.columnStep(), first.rowStep(), step());
  }

  private Vector step() {
    return position(slices.size() - 1).minus(position(0)).times(1.0 / (slices.size() - 1));
  }

  private Vector position(int slice) {
    return slices.get(slice).plane().position();
  }

  /** Place along the normal. */
  private double heightMm(Frame frame) {
    return frame.plane().position().dot(normal);
  }

  private double gapMm(int slice) {
    return heightMm(slices.get(slice + 1)) - heightMm(slices.get(slice));
  }

  private IntStream gaps() {
    return IntStream.range(0, slices.size() - 1);
  }

  private void requireDifferentPlaces() {
    int[] doubles = gaps().filter(slice -> gapMm(slice) < SAME_PLACE_MM).toArray();
    if (doubles.length > 0) {
      throw new InvalidImageException(
          DUPLICATE_SLICES,
          ("each slice has its own place, %s and %s both lie at %.4f mm along the normal"
                  + " (%d of %d slices lie where another does)")
              .formatted(
                  slices.get(doubles[0]).name(),
                  slices.get(doubles[0] + 1).name(),
                  heightMm(slices.get(doubles[0])),
                  doubles.length,
                  slices.size()));
    }
  }

  private void requireTwo() {
    if (slices.size() < 2) {
      throw new InvalidImageException(
          MISSING_SLICES, "two slices or more tell how far apart they are, got 1");
    }
  }

  private void requireNoGap() {
    double usualMm = usualGapMm();
    gaps()
        .filter(slice -> Math.abs(gapMm(slice) / usualMm - 1) > LARGEST_DEVIATION)
        .findFirst()
        .ifPresent(slice -> refuseGap(slice, usualMm));
  }

  /** The median, the lower one of two: half of the gaps may be wrong. */
  private double usualGapMm() {
    double[] sortedMm = gaps().mapToDouble(this::gapMm).sorted().toArray();
    return sortedMm[(sortedMm.length - 1) / 2];
  }

  private void refuseGap(int slice, double usualMm) {
    double spacings = gapMm(slice) / usualMm;
    long whole = Math.round(spacings);
    boolean missing = whole >= 2 && Math.abs(spacings - whole) < WHOLE_GAP_TOLERANCE;
    throw new InvalidImageException(
        missing ? MISSING_SLICES : UNEVEN_SLICES,
        ("slices are evenly spaced, %s at %.4f mm and %s at %.4f mm are %.4f mm apart, most others"
                + " %.4f mm%s")
            .formatted(
                slices.get(slice).name(),
                heightMm(slices.get(slice)),
                slices.get(slice + 1).name(),
                heightMm(slices.get(slice + 1)),
                gapMm(slice),
                usualMm,
                missing ? " (missing there: %d)".formatted(whole - 1) : ""));
  }

  private void requireOneLine() {
    Vector step = step();
    double largestMm = LARGEST_DEVIATION * step.length();
    for (int slice = 0; slice < slices.size(); slice++) {
      Vector due = position(0).plus(step.times(slice));
      double offMm = position(slice).minus(due).length();
      if (offMm > largestMm) {
        throw new InvalidImageException(
            UNEVEN_SLICES,
            "slices lie on one line within %.4f mm, %s at %s is %.4f mm off its place %s"
                .formatted(largestMm, slices.get(slice).name(), position(slice), offMm, due));
      }
    }
  }
}
