package io.carryover.dicomweb;

import java.util.Optional;

/**
 * A series that a server has.
 *
 * @param id which one
 * @param modality for example MR
 * @param description words of the scanner's user; may be of any kind
 * @param bodyPart the body part examined, for example BRAIN
 * @param instances how many instances the server says that it has
 */
public record FoundSeries(
    SeriesId id,
    Optional<String> modality,
    Optional<String> description,
    Optional<String> bodyPart,
    Optional<Integer> instances) {
  static final String MODALITY = "00080060";
  static final String SERIES_DESCRIPTION = "0008103E";
  static final String BODY_PART_EXAMINED = "00180015";
  static final String SERIES_INSTANCE_UID = "0020000E";
  static final String NUMBER_OF_INSTANCES = "00201209";

  static FoundSeries of(Uid study, DicomJson json) {
    return new FoundSeries(
        new SeriesId(study, new Uid(json.text(SERIES_INSTANCE_UID).orElse(""))),
        json.text(MODALITY),
        json.text(SERIES_DESCRIPTION),
        json.text(BODY_PART_EXAMINED),
        json.number(NUMBER_OF_INSTANCES));
  }
}
