package io.carryover.imaging.dicom.dataset;

import java.util.Objects;

/**
 * One object of a Part 10 file.
 *
 * @param meta group 0002: what the file says of itself
 * @param dataSet the object
 */
public record DicomFile(DataSet meta, DataSet dataSet) {
  /** Checks that both are there. */
  public DicomFile {
    Objects.requireNonNull(meta, "meta");
    Objects.requireNonNull(dataSet, "dataSet");
  }
}
