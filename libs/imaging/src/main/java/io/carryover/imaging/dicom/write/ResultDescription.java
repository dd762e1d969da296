package io.carryover.imaging.dicom.write;

import java.time.LocalDateTime;
import java.util.Objects;

/**
 * What every kind of result says about itself.
 *
 * @param seriesDescription for people, printable ASCII of at most 64 characters
 * @param seriesNumber of the result's own series, from 1 on
 * @param contentTime when the result was computed, in the time zone of the source series; whoever
 *     repeats a delivery says the same time again, or the object differs under the same UID
 * @param algorithm what computed it
 * @param equipment where
 */
public record ResultDescription(
    String seriesDescription,
    int seriesNumber,
    LocalDateTime contentTime,
    Algorithm algorithm,
    Equipment equipment) {
  /** Checks text and number. */
  public ResultDescription {
    DicomText.requireLine("a series description", seriesDescription);
    Objects.requireNonNull(contentTime, "contentTime");
    Objects.requireNonNull(algorithm, "algorithm");
    Objects.requireNonNull(equipment, "equipment");
    if (seriesNumber < 1) {
      throw new IllegalArgumentException("a series number is 1 or more, got " + seriesNumber);
    }
  }
}
