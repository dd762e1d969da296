package io.carryover.imaging.dicom.write;

/**
 * The installation that makes results (DICOM PS3.3, C.7.5.2).
 *
 * @param serialNumber tells installations apart, printable ASCII of at most 64 characters
 * @param softwareVersion of Carryover, likewise
 */
public record Equipment(String serialNumber, String softwareVersion) {
  /** Who makes it, and what it is called. */
  static final String NAME = "Carryover";

  /** Checks both texts. */
  public Equipment {
    DicomText.requireLine("a serial number", serialNumber);
    DicomText.requireLine("a software version", softwareVersion);
  }
}
