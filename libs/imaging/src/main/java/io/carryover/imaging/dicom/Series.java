package io.carryover.imaging.dicom;

import io.carryover.imaging.volume.Volume;
import java.util.Objects;

/**
 * A series that was read, and what ties other objects to it.
 *
 * @param image its volume
 * @param seriesUid SeriesInstanceUID
 * @param frameOfReferenceUid what its positions refer to, empty if the series does not say
 */
public record Series(Volume image, String seriesUid, String frameOfReferenceUid) {
  /** Checks that all are there. */
  public Series {
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(seriesUid, "seriesUid");
    Objects.requireNonNull(frameOfReferenceUid, "frameOfReferenceUid");
  }
}
