package io.carryover.imaging.dicom;

import static io.carryover.imaging.volume.InvalidImageException.MIXED_SERIES;
import static io.carryover.imaging.volume.InvalidImageException.ORIENTATION_CHANGES;
import static io.carryover.imaging.volume.InvalidImageException.SPACING_CHANGES;

import io.carryover.imaging.volume.InvalidImageException;

/** What slices of one series have in common: size, orientation, spacing of pixels. */
final class SliceLikeness {
  /** Cosines are written with four decimals at least. */
  private static final double COSINE_TOLERANCE = 2e-4;

  /** Relative: spacings are written with four digits at least. */
  private static final double SPACING_TOLERANCE = 1e-4;

  private SliceLikeness() {}

  /**
   * Checks a slice against another of its series.
   *
   * @throws InvalidImageException MIXED_SERIES for another size, ORIENTATION_CHANGES,
   *     SPACING_CHANGES
   */
  static void require(Frame first, Frame frame) {
    requireOneSize(first, frame);
    requireOneOrientation(first, frame);
    requireOneSpacing(first, frame);
  }

  private static void requireOneSize(Frame first, Frame frame) {
    if (!first.format().size().equals(frame.format().size())) {
      throw new InvalidImageException(
          MIXED_SERIES,
          "slices of a series have one size, %s has %s, %s has %s"
              .formatted(frame.name(), frame.format().size(), first.name(), first.format().size()));
    }
  }

  private static void requireOneOrientation(Frame first, Frame frame) {
    Plane here = frame.plane();
    Plane there = first.plane();
    double row = here.alongRow().minus(there.alongRow()).length();
    double column = here.alongColumn().minus(there.alongColumn()).length();
    if (Math.max(row, column) > COSINE_TOLERANCE) {
      throw new InvalidImageException(
          ORIENTATION_CHANGES,
          "slices of a series are parallel, %s lies along %s and %s, %s along %s and %s"
              .formatted(
                  frame.name(),
                  here.alongRow(),
                  here.alongColumn(),
                  first.name(),
                  there.alongRow(),
                  there.alongColumn()));
    }
  }

  private static void requireOneSpacing(Frame first, Frame frame) {
    Plane here = frame.plane();
    Plane there = first.plane();
    if (differ(here.columnSpacingMm(), there.columnSpacingMm())
        || differ(here.rowSpacingMm(), there.rowSpacingMm())) {
      throw new InvalidImageException(
          SPACING_CHANGES,
          "slices of a series have one spacing, %s has %sx%s mm, %s has %sx%s mm"
              .formatted(
                  frame.name(),
                  here.columnSpacingMm(),
                  here.rowSpacingMm(),
                  first.name(),
                  there.columnSpacingMm(),
                  there.rowSpacingMm()));
    }
  }

  private static boolean differ(double hereMm, double thereMm) {
    return Math.abs(hereMm - thereMm) > SPACING_TOLERANCE * thereMm;
  }
}
