package io.carryover.imaging.dicom;

import io.carryover.imaging.volume.Volume;
import java.util.Objects;

/**
 * A series as read.
 *
 * @param volume its voxels
 * @param source what results that are made of it say about it; holds no voxels
 */
public record Series(Volume volume, SourceSeries source) {
  /** Checks that both are there. */
  public Series {
    Objects.requireNonNull(volume, "volume");
    Objects.requireNonNull(source, "source");
  }
}
