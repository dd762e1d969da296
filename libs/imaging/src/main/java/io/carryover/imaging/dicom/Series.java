package io.carryover.imaging.dicom;

import io.carryover.imaging.dicom.dataset.Tag;
import io.carryover.imaging.volume.Volume;
import java.util.Objects;

/**
 * A series that was read, and what ties other objects to it.
 *
 * @param image its volume
 * @param source what results that are made of it say about it; holds no voxels
 */
public record Series(Volume image, SourceSeries source) {
  /** Checks that both are there. */
  public Series {
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(source, "source");
  }

  /** SeriesInstanceUID. */
  public String seriesUid() {
    return source.seriesUid();
  }

  /** What its positions refer to, empty if the series does not say. */
  public String frameOfReferenceUid() {
    return source.context().text(Tag.FRAME_OF_REFERENCE_UID);
  }
}
