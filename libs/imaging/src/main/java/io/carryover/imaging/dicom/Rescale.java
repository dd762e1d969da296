package io.carryover.imaging.dicom;

import static io.carryover.imaging.volume.InvalidImageException.UNREADABLE_IMAGE;
import static io.carryover.imaging.volume.InvalidImageException.UNSUPPORTED_IMAGE;

import io.carryover.imaging.dicom.dataset.DataSet;
import io.carryover.imaging.dicom.dataset.Tag;
import io.carryover.imaging.volume.InvalidImageException;

/**
 * Stored numbers to intensities: {@code stored * slope + intercept} (DICOM PS3.3, C.11.1).
 *
 * @param slope intensity of a stored step; 1 where the object declares none
 * @param intercept intensity of a stored 0
 */
record Rescale(double slope, double intercept) {

  Rescale {
    if (slope == 0 || !Double.isFinite(slope) || !Double.isFinite(intercept)) {
      throw new InvalidImageException(
          UNREADABLE_IMAGE,
          "rescaling has a finite slope other than 0, got slope %s, intercept %s"
              .formatted(slope, intercept));
    }
  }

  /**
   * The rescaling of a frame.
   *
   * @throws InvalidImageException UNSUPPORTED_IMAGE for a table in place of a line
   */
  static Rescale of(FunctionalGroups groups) {
    DataSet attributes = groups.group(Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE);
    if (attributes.has(Tag.MODALITY_LUT_SEQUENCE)) {
      throw new InvalidImageException(
          UNSUPPORTED_IMAGE,
          "intensities follow slope and intercept, this object has a " + Tag.MODALITY_LUT_SEQUENCE);
    }
    return new Rescale(
        attributes.number(Tag.RESCALE_SLOPE, 1), attributes.number(Tag.RESCALE_INTERCEPT, 0));
  }

  /** The intensity of a stored number. */
  float intensity(int stored) {
    return (float) (stored * slope + intercept);
  }
}
