package io.carryover.imaging.dicom;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * What names one frame of an image to others (DICOM PS3.3, 10.3).
 *
 * @param sopClassUid kind of the image; empty if it does not say
 * @param sopInstanceUid the image; empty if it does not say
 * @param frame its number from 1 on; none for an image that is one frame
 */
public record FrameReference(String sopClassUid, String sopInstanceUid, OptionalInt frame) {
  /** Checks that all are there. */
  public FrameReference {
    Objects.requireNonNull(sopClassUid, "sopClassUid");
    Objects.requireNonNull(sopInstanceUid, "sopInstanceUid");
    Objects.requireNonNull(frame, "frame");
  }
}
