package io.carryover.imaging.dicom;

import static io.carryover.imaging.volume.InvalidImageException.FRAME_OF_REFERENCE_DIFFERS;
import static io.carryover.imaging.volume.InvalidImageException.MISSING_SEGMENT;
import static io.carryover.imaging.volume.InvalidImageException.UNREADABLE_IMAGE;
import static io.carryover.imaging.volume.InvalidImageException.UNSUPPORTED_IMAGE;

import io.carryover.imaging.dicom.dataset.DataSet;
import io.carryover.imaging.dicom.dataset.Tag;
import io.carryover.imaging.volume.InvalidImageException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A segmentation object (DICOM PS3.3, A.51 and C.8.20).
 *
 * <p>BINARY: one bit a pixel, one segment a frame; bits of all frames follow each other, the lowest
 * of a byte first, and a frame may end within a byte. LABELMAP: 8 or 16 bits, the number of the
 * segment, 0 for none. FRACTIONAL is refused: where it becomes a mask is not for a reader to say.
 *
 * @param frameOfReferenceUid what its positions refer to, empty if it does not say
 * @param segments the numbers of its segments
 * @param frames its slices, those without foreground may be left out
 */
record Segmentation(String frameOfReferenceUid, Set<Integer> segments, List<SegmentFrame> frames) {

  /** Copies both. */
  Segmentation {
    segments = Set.copyOf(segments);
    frames = List.copyOf(frames);
  }

  /**
   * The segmentation of an object.
   *
   * @throws InvalidImageException NOT_AN_IMAGE for another object, UNSUPPORTED_IMAGE for
   *     FRACTIONAL, MISSING_GEOMETRY, BROKEN_AFFINE, TRUNCATED_IMAGE, UNREADABLE_IMAGE
   */
  static Segmentation of(DataSet object) {
    SopClass.ofSegmentation(object);
    Set<Integer> segments = new TreeSet<>();
    for (DataSet segment : object.items(Tag.SEGMENT_SEQUENCE)) {
      segments.add(segment.requireWhole(Tag.SEGMENT_NUMBER));
    }
    Segmentation segmentation =
        new Segmentation(object.text(Tag.FRAME_OF_REFERENCE_UID), segments, frames(object));
    segmentation.requireSegmentOfEachFrame();
    return segmentation;
  }

  /**
   * Checks that its positions and those of a series mean the same, where both say what.
   *
   * @throws InvalidImageException FRAME_OF_REFERENCE_DIFFERS if they do not
   */
  void requireFrameOfReference(Series series) {
    String image = series.frameOfReferenceUid();
    boolean known = !image.isEmpty() && !frameOfReferenceUid.isEmpty();
    if (known && !image.equals(frameOfReferenceUid)) {
      throw new InvalidImageException(
          FRAME_OF_REFERENCE_DIFFERS,
          "labels and image have one %s, these have two: of other patients or sessions"
              .formatted(Tag.FRAME_OF_REFERENCE_UID));
    }
  }

  /**
   * Checks that there are such segments.
   *
   * @throws InvalidImageException MISSING_SEGMENT with those that there are
   */
  void requireSegments(Set<Integer> wanted) {
    if (!segments.containsAll(wanted)) {
      throw new InvalidImageException(
          MISSING_SEGMENT,
          "segments must be among %s, got %s"
              .formatted(new TreeSet<>(segments), new TreeSet<>(wanted)));
    }
  }

  /**
   * Checks that a label is one of its segments.
   *
   * @throws InvalidImageException UNREADABLE_IMAGE if it is none
   */
  void requireDeclared(int label) {
    if (label < 1 || !segments.contains(label)) {
      throw new InvalidImageException(
          UNREADABLE_IMAGE,
          "labels belong to a segment among %s, got %d".formatted(new TreeSet<>(segments), label));
    }
  }

  private void requireSegmentOfEachFrame() {
    frames.stream()
        .filter(frame -> frame.format().bitsAllocated() == 1)
        .forEach(frame -> requireDeclared(frame.segment()));
  }

  private static List<SegmentFrame> frames(DataSet object) {
    PixelFormat format = format(object);
    List<FunctionalGroups> groups = FunctionalGroups.enhanced(object);
    ByteBuffer pixels = format.pixelData(object, groups.size());
    List<SegmentFrame> frames = new ArrayList<>(groups.size());
    for (FunctionalGroups own : groups) {
      String name = "frame " + (frames.size() + 1);
      int segment = format.bitsAllocated() == 1 ? segment(own) : 0;
      long first = frames.size() * format.pixels();
      double spacingMm =
          own.group(Tag.PIXEL_MEASURES_SEQUENCE).number(Tag.SPACING_BETWEEN_SLICES, 0);
      frames.add(new SegmentFrame(name, segment, Plane.of(own), spacingMm, format, first, pixels));
    }
    return frames;
  }

  private static PixelFormat format(DataSet object) {
    PixelFormat format = PixelFormat.of(object);
    String type = object.code(Tag.SEGMENTATION_TYPE);
    int bits = format.bitsAllocated();
    boolean read =
        switch (type) {
          case "BINARY" -> bits == 1;
          case "LABELMAP" -> bits == 8 || bits == 16;
          default -> false;
        };
    if (!read || format.signed() == 1) {
      throw new InvalidImageException(
          UNSUPPORTED_IMAGE,
          "a segmentation is BINARY of 1 bit or LABELMAP of 8 or 16, unsigned; got %s of %d bits"
              .formatted(type, bits));
    }
    return format;
  }

  private static int segment(FunctionalGroups groups) {
    return groups
        .group(Tag.SEGMENT_IDENTIFICATION_SEQUENCE)
        .requireWhole(Tag.REFERENCED_SEGMENT_NUMBER);
  }
}
