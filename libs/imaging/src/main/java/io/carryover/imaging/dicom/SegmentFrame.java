package io.carryover.imaging.dicom;

import java.nio.ByteBuffer;

/**
 * One frame of a segmentation.
 *
 * @param name what messages call it: "frame 3"
 * @param segment the segment that its pixels belong to; 0 where each pixel names its own
 * @param plane where it lies
 * @param sliceSpacingMm from its slice to the next, 0 where the object does not say
 * @param format how its pixels are stored
 * @param firstPixel how many pixels of other frames lie before it
 * @param pixels the pixels of all frames; nobody changes them
 */
record SegmentFrame(
    String name,
    int segment,
    Plane plane,
    double sliceSpacingMm,
    PixelFormat format,
    long firstPixel,
    ByteBuffer pixels) {

  /** The segment of a pixel, counted row by row; 0 is background. */
  int label(int pixel) {
    long at = firstPixel + pixel;
    if (format.bitsAllocated() == 1) {
      return (pixels.get((int) (at >> 3)) >> (at & 7) & 1) * segment;
    }
    return format.stored(pixels, (int) at);
  }
}
