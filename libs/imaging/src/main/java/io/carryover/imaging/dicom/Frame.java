package io.carryover.imaging.dicom;

import java.nio.ByteBuffer;

/**
 * One slice of an image.
 *
 * @param name what messages call it: "instance 7", "frame 3 of instance 1"
 * @param reference what names it to others
 * @param format how its pixels are stored
 * @param plane where it lies
 * @param rescale stored numbers to intensities
 * @param pixels its bytes alone; nobody changes them
 */
record Frame(
    String name,
    FrameReference reference,
    PixelFormat format,
    Plane plane,
    Rescale rescale,
    ByteBuffer pixels) {

  /** The intensity of a pixel, counted row by row. */
  float intensity(int pixel) {
    return rescale.intensity(format.stored(pixels, pixel));
  }
}
