package io.carryover.imaging.dicom;

import static io.carryover.imaging.volume.InvalidImageException.DUPLICATE_SLICES;
import static io.carryover.imaging.volume.InvalidImageException.OVERLAPPING_SEGMENTS;

import io.carryover.imaging.dicom.dataset.DicomReader;
import io.carryover.imaging.volume.Affine;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Volume;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a DICOM segmentation onto the grid of the image that it was drawn in.
 *
 * <p>Frames find their slice by position, in whatever order they come; slices without a frame are
 * background. Nothing is resampled: see {@link FramePlacement}. Messages name frames and segments
 * by number.
 */
public final class SegmentationReader {
  private final Grid grid;
  private final Affine toVoxels;
  private final Segmentation segmentation;
  private final Set<List<Integer>> placed = new HashSet<>();

  private SegmentationReader(Grid grid, Segmentation segmentation) {
    this.grid = grid;
    this.toVoxels = grid.affine().inverse();
    this.segmentation = segmentation;
  }

  /** Reads onto the grid of an image that says nothing but it, within the default limits. */
  public static Mask readMask(Path file, Grid grid, Set<Integer> segments) {
    return readMask(file, grid, segments, DicomLimits.DEFAULT);
  }

  /**
   * Reads the union of some segments of a series, within {@link DicomLimits#DEFAULT}.
   *
   * @throws InvalidImageException as {@link #readMask(Path, Grid, Set, DicomLimits)}, and
   *     FRAME_OF_REFERENCE_DIFFERS if positions of file and series do not mean the same
   * @throws java.io.UncheckedIOException if the file cannot be read for another reason
   */
  public static Mask readMask(Path file, Series series, Set<Integer> segments) {
    SegmentationReader reader = of(file, series.image().grid(), DicomLimits.DEFAULT);
    reader.segmentation.requireFrameOfReference(series);
    return reader.mask(segments);
  }

  /**
   * Reads the union of some segments.
   *
   * @param grid the image's
   * @param segments their numbers; foreground is what belongs to any of them
   * @throws InvalidImageException NOT_AN_IMAGE, UNSUPPORTED_IMAGE, UNREADABLE_IMAGE,
   *     TRUNCATED_IMAGE, UNSUPPORTED_TRANSFER_SYNTAX, MISSING_GEOMETRY or BROKEN_AFFINE of the
   *     file, MISSING_SEGMENT if it has none of a number, MASK_AFFINE_DIFFERS if it lies on another
   *     grid, DUPLICATE_SLICES for two frames of one segment at one place, IMAGE_TOO_LARGE above
   *     the limits
   * @throws java.io.UncheckedIOException if the file cannot be read for another reason
   */
  public static Mask readMask(Path file, Grid grid, Set<Integer> segments, DicomLimits limits) {
    return of(file, grid, limits).mask(segments);
  }

  /** Reads within {@link DicomLimits#DEFAULT}. */
  public static Volume readLabels(Path file, Grid grid) {
    return readLabels(file, grid, DicomLimits.DEFAULT);
  }

  /**
   * Reads all segments as a label map: the number of the segment at each voxel, 0 for none.
   *
   * @throws InvalidImageException as {@link #readMask(Path, Grid, Set, DicomLimits)}, and
   *     OVERLAPPING_SEGMENTS if a voxel belongs to two
   * @throws java.io.UncheckedIOException if the file cannot be read for another reason
   */
  public static Volume readLabels(Path file, Grid grid, DicomLimits limits) {
    SegmentationReader reader = of(file, grid, limits);
    float[] voxels = new float[grid.shape().voxels()];
    reader.forEachLabel(
        reader.segmentation.segments(), (index, label) -> putOnce(voxels, index, label));
    return new Volume(grid, voxels);
  }

  /** What is done with a voxel that belongs to a segment. */
  @FunctionalInterface
  private interface Marking {
    void mark(int index, int label);
  }

  private static SegmentationReader of(Path file, Grid grid, DicomLimits limits) {
    return new SegmentationReader(
        grid, Segmentation.of(DicomReader.read(file, limits.maxBytes()).dataSet()));
  }

  private Mask mask(Set<Integer> wanted) {
    segmentation.requireSegments(wanted);
    byte[] voxels = new byte[grid.shape().voxels()];
    forEachLabel(wanted, (index, label) -> voxels[index] = 1);
    return new Mask(grid, voxels);
  }

  private static void putOnce(float[] voxels, int index, int label) {
    if (voxels[index] != 0 && voxels[index] != label) {
      throw new InvalidImageException(
          OVERLAPPING_SEGMENTS,
          "a voxel has one label, one has %d and %d".formatted((int) voxels[index], label));
    }
    voxels[index] = label;
  }

  private void forEachLabel(Set<Integer> segments, Marking marking) {
    for (SegmentFrame frame : segmentation.frames()) {
      if (frame.segment() == 0 || segments.contains(frame.segment())) {
        forEachLabel(frame, segments, marking);
      }
    }
  }

  private void forEachLabel(SegmentFrame frame, Set<Integer> segments, Marking marking) {
    try {
      FramePlacement placement = new FramePlacement(grid, toVoxels, frame.plane(), frame.format());
      placement.requireSliceSpacing(frame.sliceSpacingMm());
      requireFirst(frame, placement);
      mark(frame, placement, segments, marking);
    } catch (InvalidImageException e) {
      throw e.in(frame.name());
    }
  }

  private void requireFirst(SegmentFrame frame, FramePlacement placement) {
    List<Integer> place = List.of(frame.segment(), placement.normalAxis(), placement.slice());
    if (!placed.add(place)) {
      throw new InvalidImageException(
          DUPLICATE_SLICES,
          "a segment has one frame in a slice, segment %d has two in slice %d of axis %d"
              .formatted(frame.segment(), placement.slice(), placement.normalAxis()));
    }
  }

  private void mark(
      SegmentFrame frame, FramePlacement placement, Set<Integer> segments, Marking marking) {
    int columns = frame.format().columns();
    for (int row = 0; row < frame.format().rows(); row++) {
      for (int column = 0; column < columns; column++) {
        int label = frame.label(row * columns + column);
        if (isWanted(label, segments)) {
          marking.mark(placement.index(column, row), label);
        }
      }
    }
  }

  private boolean isWanted(int label, Set<Integer> segments) {
    if (label == 0) {
      return false;
    }
    segmentation.requireDeclared(label);
    return segments.contains(label);
  }
}
