package io.carryover.imaging.dicom;

import java.util.Objects;

/**
 * Where one slice of a volume was read from.
 *
 * @param image the frame that holds it
 * @param plane where it lies
 */
public record SourceSlice(FrameReference image, Plane plane) {
  /** Checks that both are there. */
  public SourceSlice {
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(plane, "plane");
  }
}
