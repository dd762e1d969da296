package io.carryover.imaging.dicom;

import static io.carryover.imaging.volume.InvalidImageException.MASK_AFFINE_DIFFERS;
import static io.carryover.imaging.volume.InvalidImageException.MASK_SHAPE_DIFFERS;

import io.carryover.imaging.dicom.dataset.DataSet;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Shape;
import java.util.List;
import java.util.Objects;

/**
 * What results that are made of a series say about it: patient, study, place, and its images.
 *
 * <p>It refers to no file's bytes and holds no pixels, so that it can wait beside a model.
 *
 * @param seriesUid SeriesInstanceUID
 * @param grid columns, rows, slices; RAS millimetres
 * @param context patient, study, frame of reference and character set, as {@link SourceContext}
 *     takes them from the first slice's image; no message may tell its text
 * @param slices slice k of the grid, from k = 0 on
 */
public record SourceSeries(String seriesUid, Grid grid, DataSet context, List<SourceSlice> slices) {
  /** Decimal strings round to 16 digits; whoever computed on the grid may have rounded to float. */
  private static final double LARGEST_DISTANCE_MM = 1e-2;

  /** Copies the list; there is one for each slice of the grid. */
  public SourceSeries {
    Objects.requireNonNull(seriesUid, "seriesUid");
    Objects.requireNonNull(context, "context");
    slices = List.copyOf(slices);
    if (slices.size() != grid.shape().width()) {
      throw new IllegalArgumentException(
          "a grid of %s has as many slices, got %d".formatted(grid.shape(), slices.size()));
    }
  }

  /**
   * Checks that something was computed on the grid of this series.
   *
   * @throws InvalidImageException MASK_SHAPE_DIFFERS or MASK_AFFINE_DIFFERS
   */
  public void requireGrid(Grid result) {
    requireShape(result.shape());
    double distanceMm = grid.affine().largestDistanceMm(result.affine(), grid.shape());
    if (!(distanceMm <= LARGEST_DISTANCE_MM)) {
      throw new InvalidImageException(
          MASK_AFFINE_DIFFERS,
          "a result lies within %s mm of its series, it is %.4f mm away"
              .formatted(LARGEST_DISTANCE_MM, distanceMm));
    }
  }

  private void requireShape(Shape result) {
    if (!result.equals(grid.shape())) {
      throw new InvalidImageException(
          MASK_SHAPE_DIFFERS, "result %s differs from series %s".formatted(result, grid.shape()));
    }
  }
}
