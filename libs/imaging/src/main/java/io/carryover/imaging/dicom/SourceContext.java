package io.carryover.imaging.dicom;

import io.carryover.imaging.dicom.dataset.DataSet;
import io.carryover.imaging.dicom.dataset.Tag;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The attributes that everything made of an image has in common with it.
 *
 * <p>The modules Patient, Patient Study, Clinical Trial Subject and Study, General Study (DICOM
 * PS3.3, C.7.1 and C.7.2), Frame of Reference (C.7.4.1), the character set and time zone that their
 * text and times are in (C.12.1.1), and whether pixels went through lossy compression
 * (C.7.6.1.1.5).
 */
final class SourceContext {
  private static final int PATIENT = 0x0010;
  private static final int CLINICAL_TRIAL = 0x0012;

  private static final Set<Integer> OF_THE_SERIES =
      numbers(EnumSet.of(Tag.CLINICAL_TRIAL_SERIES_ID, Tag.CLINICAL_TRIAL_SERIES_DESCRIPTION));

  private static final Set<Integer> COPIED =
      numbers(
          EnumSet.of(
              Tag.SPECIFIC_CHARACTER_SET,
              Tag.TIMEZONE_OFFSET_FROM_UTC,
              Tag.STUDY_DATE,
              Tag.STUDY_TIME,
              Tag.ACCESSION_NUMBER,
              Tag.ISSUER_OF_ACCESSION_NUMBER_SEQUENCE,
              Tag.REFERRING_PHYSICIAN_NAME,
              Tag.REFERRING_PHYSICIAN_IDENTIFICATION_SEQUENCE,
              Tag.CONSULTING_PHYSICIAN_NAME,
              Tag.CONSULTING_PHYSICIAN_IDENTIFICATION_SEQUENCE,
              Tag.STUDY_DESCRIPTION,
              Tag.PROCEDURE_CODE_SEQUENCE,
              Tag.PHYSICIANS_OF_RECORD,
              Tag.PHYSICIANS_OF_RECORD_IDENTIFICATION_SEQUENCE,
              Tag.NAME_OF_PHYSICIANS_READING_STUDY,
              Tag.PHYSICIANS_READING_STUDY_IDENTIFICATION_SEQUENCE,
              Tag.ADMITTING_DIAGNOSES_DESCRIPTION,
              Tag.ADMITTING_DIAGNOSES_CODE_SEQUENCE,
              Tag.REFERENCED_STUDY_SEQUENCE,
              Tag.STUDY_INSTANCE_UID,
              Tag.STUDY_ID,
              Tag.FRAME_OF_REFERENCE_UID,
              Tag.POSITION_REFERENCE_INDICATOR,
              Tag.LOSSY_IMAGE_COMPRESSION,
              Tag.LOSSY_IMAGE_COMPRESSION_RATIO,
              Tag.LOSSY_IMAGE_COMPRESSION_METHOD,
              Tag.REQUESTING_SERVICE,
              Tag.REASON_FOR_VISIT,
              Tag.ADMISSION_ID,
              Tag.SERVICE_EPISODE_ID,
              Tag.SERVICE_EPISODE_DESCRIPTION));

  private SourceContext() {}

  /** Those of an object, as they are, the empty ones too; a copy that refers to no file. */
  static DataSet of(DataSet object) {
    return object.copyOf(SourceContext::isCopied);
  }

  private static boolean isCopied(int tag) {
    int group = tag >>> 16;
    boolean whole = group == PATIENT || group == CLINICAL_TRIAL;
    return (whole && !OF_THE_SERIES.contains(tag)) || COPIED.contains(tag);
  }

  private static Set<Integer> numbers(Set<Tag> tags) {
    return tags.stream().map(Tag::number).collect(Collectors.toUnmodifiableSet());
  }
}
