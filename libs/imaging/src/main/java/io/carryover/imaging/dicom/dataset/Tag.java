package io.carryover.imaging.dicom.dataset;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The attributes that Carryover knows, by the keywords of DICOM PS3.6.
 *
 * <p>A data set may hold any others, private ones too: they are kept by number.
 */
public enum Tag {
  FILE_META_INFORMATION_VERSION("FileMetaInformationVersion", 0x0002_0001, Vr.OB),
  MEDIA_STORAGE_SOP_CLASS_UID("MediaStorageSOPClassUID", 0x0002_0002, Vr.UI),
  MEDIA_STORAGE_SOP_INSTANCE_UID("MediaStorageSOPInstanceUID", 0x0002_0003, Vr.UI),
  TRANSFER_SYNTAX_UID("TransferSyntaxUID", 0x0002_0010, Vr.UI),
  IMPLEMENTATION_CLASS_UID("ImplementationClassUID", 0x0002_0012, Vr.UI),

  SPECIFIC_CHARACTER_SET("SpecificCharacterSet", 0x0008_0005, Vr.CS),
  IMAGE_TYPE("ImageType", 0x0008_0008, Vr.CS),
  SOP_CLASS_UID("SOPClassUID", 0x0008_0016, Vr.UI),
  SOP_INSTANCE_UID("SOPInstanceUID", 0x0008_0018, Vr.UI),
  STUDY_DATE("StudyDate", 0x0008_0020, Vr.DA),
  CONTENT_DATE("ContentDate", 0x0008_0023, Vr.DA),
  STUDY_TIME("StudyTime", 0x0008_0030, Vr.TM),
  CONTENT_TIME("ContentTime", 0x0008_0033, Vr.TM),
  ACCESSION_NUMBER("AccessionNumber", 0x0008_0050, Vr.SH),
  ISSUER_OF_ACCESSION_NUMBER_SEQUENCE("IssuerOfAccessionNumberSequence", 0x0008_0051, Vr.SQ),
  MODALITY("Modality", 0x0008_0060, Vr.CS),
  MANUFACTURER("Manufacturer", 0x0008_0070, Vr.LO),
  REFERRING_PHYSICIAN_NAME("ReferringPhysicianName", 0x0008_0090, Vr.PN),
  REFERRING_PHYSICIAN_IDENTIFICATION_SEQUENCE(
      "ReferringPhysicianIdentificationSequence", 0x0008_0096, Vr.SQ),
  CONSULTING_PHYSICIAN_NAME("ConsultingPhysicianName", 0x0008_009c, Vr.PN),
  CONSULTING_PHYSICIAN_IDENTIFICATION_SEQUENCE(
      "ConsultingPhysicianIdentificationSequence", 0x0008_009d, Vr.SQ),
  CODE_VALUE("CodeValue", 0x0008_0100, Vr.SH),
  CODING_SCHEME_DESIGNATOR("CodingSchemeDesignator", 0x0008_0102, Vr.SH),
  CODE_MEANING("CodeMeaning", 0x0008_0104, Vr.LO),
  LONG_CODE_VALUE("LongCodeValue", 0x0008_0119, Vr.UC),
  TIMEZONE_OFFSET_FROM_UTC("TimezoneOffsetFromUTC", 0x0008_0201, Vr.SH),
  STUDY_DESCRIPTION("StudyDescription", 0x0008_1030, Vr.LO),
  PROCEDURE_CODE_SEQUENCE("ProcedureCodeSequence", 0x0008_1032, Vr.SQ),
  SERIES_DESCRIPTION("SeriesDescription", 0x0008_103e, Vr.LO),
  PHYSICIANS_OF_RECORD("PhysiciansOfRecord", 0x0008_1048, Vr.PN),
  PHYSICIANS_OF_RECORD_IDENTIFICATION_SEQUENCE(
      "PhysiciansOfRecordIdentificationSequence", 0x0008_1049, Vr.SQ),
  NAME_OF_PHYSICIANS_READING_STUDY("NameOfPhysiciansReadingStudy", 0x0008_1060, Vr.PN),
  PHYSICIANS_READING_STUDY_IDENTIFICATION_SEQUENCE(
      "PhysiciansReadingStudyIdentificationSequence", 0x0008_1062, Vr.SQ),
  ADMITTING_DIAGNOSES_DESCRIPTION("AdmittingDiagnosesDescription", 0x0008_1080, Vr.LO),
  ADMITTING_DIAGNOSES_CODE_SEQUENCE("AdmittingDiagnosesCodeSequence", 0x0008_1084, Vr.SQ),
  MANUFACTURER_MODEL_NAME("ManufacturerModelName", 0x0008_1090, Vr.LO),
  REFERENCED_STUDY_SEQUENCE("ReferencedStudySequence", 0x0008_1110, Vr.SQ),
  REFERENCED_SERIES_SEQUENCE("ReferencedSeriesSequence", 0x0008_1115, Vr.SQ),
  REFERENCED_INSTANCE_SEQUENCE("ReferencedInstanceSequence", 0x0008_114a, Vr.SQ),
  REFERENCED_SOP_CLASS_UID("ReferencedSOPClassUID", 0x0008_1150, Vr.UI),
  REFERENCED_SOP_INSTANCE_UID("ReferencedSOPInstanceUID", 0x0008_1155, Vr.UI),
  REFERENCED_FRAME_NUMBER("ReferencedFrameNumber", 0x0008_1160, Vr.IS),
  SOURCE_IMAGE_SEQUENCE("SourceImageSequence", 0x0008_2112, Vr.SQ),
  DERIVATION_IMAGE_SEQUENCE("DerivationImageSequence", 0x0008_9124, Vr.SQ),
  DERIVATION_CODE_SEQUENCE("DerivationCodeSequence", 0x0008_9215, Vr.SQ),

  PATIENT_NAME("PatientName", 0x0010_0010, Vr.PN),
  PATIENT_ID("PatientID", 0x0010_0020, Vr.LO),
  ISSUER_OF_PATIENT_ID("IssuerOfPatientID", 0x0010_0021, Vr.LO),
  ISSUER_OF_PATIENT_ID_QUALIFIERS_SEQUENCE(
      "IssuerOfPatientIDQualifiersSequence", 0x0010_0024, Vr.SQ),
  PATIENT_BIRTH_DATE("PatientBirthDate", 0x0010_0030, Vr.DA),
  PATIENT_BIRTH_TIME("PatientBirthTime", 0x0010_0032, Vr.TM),
  PATIENT_SEX("PatientSex", 0x0010_0040, Vr.CS),
  OTHER_PATIENT_IDS_SEQUENCE("OtherPatientIDsSequence", 0x0010_1002, Vr.SQ),
  PATIENT_AGE("PatientAge", 0x0010_1010, Vr.AS),
  PATIENT_SIZE("PatientSize", 0x0010_1020, Vr.DS),
  PATIENT_WEIGHT("PatientWeight", 0x0010_1030, Vr.DS),
  ETHNIC_GROUP("EthnicGroup", 0x0010_2160, Vr.SH),
  PATIENT_COMMENTS("PatientComments", 0x0010_4000, Vr.LT),

  PATIENT_IDENTITY_REMOVED("PatientIdentityRemoved", 0x0012_0062, Vr.CS),
  DEIDENTIFICATION_METHOD("DeidentificationMethod", 0x0012_0063, Vr.LO),
  DEIDENTIFICATION_METHOD_CODE_SEQUENCE("DeidentificationMethodCodeSequence", 0x0012_0064, Vr.SQ),
  CLINICAL_TRIAL_SERIES_ID("ClinicalTrialSeriesID", 0x0012_0071, Vr.LO),
  CLINICAL_TRIAL_SERIES_DESCRIPTION("ClinicalTrialSeriesDescription", 0x0012_0072, Vr.LO),

  SLICE_THICKNESS("SliceThickness", 0x0018_0050, Vr.DS),
  SPACING_BETWEEN_SLICES("SpacingBetweenSlices", 0x0018_0088, Vr.DS),
  DEVICE_SERIAL_NUMBER("DeviceSerialNumber", 0x0018_1000, Vr.LO),
  SOFTWARE_VERSIONS("SoftwareVersions", 0x0018_1020, Vr.LO),
  CONTRIBUTING_EQUIPMENT_SEQUENCE("ContributingEquipmentSequence", 0x0018_a001, Vr.SQ),
  CONTRIBUTION_DATE_TIME("ContributionDateTime", 0x0018_a002, Vr.DT),

  STUDY_INSTANCE_UID("StudyInstanceUID", 0x0020_000d, Vr.UI),
  SERIES_INSTANCE_UID("SeriesInstanceUID", 0x0020_000e, Vr.UI),
  STUDY_ID("StudyID", 0x0020_0010, Vr.SH),
  SERIES_NUMBER("SeriesNumber", 0x0020_0011, Vr.IS),
  INSTANCE_NUMBER("InstanceNumber", 0x0020_0013, Vr.IS),
  IMAGE_POSITION_PATIENT("ImagePositionPatient", 0x0020_0032, Vr.DS),
  IMAGE_ORIENTATION_PATIENT("ImageOrientationPatient", 0x0020_0037, Vr.DS),
  FRAME_OF_REFERENCE_UID("FrameOfReferenceUID", 0x0020_0052, Vr.UI),
  POSITION_REFERENCE_INDICATOR("PositionReferenceIndicator", 0x0020_1040, Vr.LO),
  FRAME_CONTENT_SEQUENCE("FrameContentSequence", 0x0020_9111, Vr.SQ),
  PLANE_POSITION_SEQUENCE("PlanePositionSequence", 0x0020_9113, Vr.SQ),
  PLANE_ORIENTATION_SEQUENCE("PlaneOrientationSequence", 0x0020_9116, Vr.SQ),
  DIMENSION_INDEX_VALUES("DimensionIndexValues", 0x0020_9157, Vr.UL),
  DIMENSION_ORGANIZATION_UID("DimensionOrganizationUID", 0x0020_9164, Vr.UI),
  DIMENSION_INDEX_POINTER("DimensionIndexPointer", 0x0020_9165, Vr.AT),
  FUNCTIONAL_GROUP_POINTER("FunctionalGroupPointer", 0x0020_9167, Vr.AT),
  DIMENSION_ORGANIZATION_SEQUENCE("DimensionOrganizationSequence", 0x0020_9221, Vr.SQ),
  DIMENSION_INDEX_SEQUENCE("DimensionIndexSequence", 0x0020_9222, Vr.SQ),
  DIMENSION_DESCRIPTION_LABEL("DimensionDescriptionLabel", 0x0020_9421, Vr.LO),

  SAMPLES_PER_PIXEL("SamplesPerPixel", 0x0028_0002, Vr.US),
  PHOTOMETRIC_INTERPRETATION("PhotometricInterpretation", 0x0028_0004, Vr.CS),
  NUMBER_OF_FRAMES("NumberOfFrames", 0x0028_0008, Vr.IS),
  ROWS("Rows", 0x0028_0010, Vr.US),
  COLUMNS("Columns", 0x0028_0011, Vr.US),
  PIXEL_SPACING("PixelSpacing", 0x0028_0030, Vr.DS),
  BITS_ALLOCATED("BitsAllocated", 0x0028_0100, Vr.US),
  BITS_STORED("BitsStored", 0x0028_0101, Vr.US),
  HIGH_BIT("HighBit", 0x0028_0102, Vr.US),
  PIXEL_REPRESENTATION("PixelRepresentation", 0x0028_0103, Vr.US),
  RESCALE_INTERCEPT("RescaleIntercept", 0x0028_1052, Vr.DS),
  RESCALE_SLOPE("RescaleSlope", 0x0028_1053, Vr.DS),
  SPATIAL_LOCATIONS_PRESERVED("SpatialLocationsPreserved", 0x0028_135a, Vr.CS),
  LOSSY_IMAGE_COMPRESSION("LossyImageCompression", 0x0028_2110, Vr.CS),
  LOSSY_IMAGE_COMPRESSION_RATIO("LossyImageCompressionRatio", 0x0028_2112, Vr.DS),
  LOSSY_IMAGE_COMPRESSION_METHOD("LossyImageCompressionMethod", 0x0028_2114, Vr.CS),
  MODALITY_LUT_SEQUENCE("ModalityLUTSequence", 0x0028_3000, Vr.SQ),
  PIXEL_MEASURES_SEQUENCE("PixelMeasuresSequence", 0x0028_9110, Vr.SQ),
  PIXEL_VALUE_TRANSFORMATION_SEQUENCE("PixelValueTransformationSequence", 0x0028_9145, Vr.SQ),

  REQUESTING_SERVICE("RequestingService", 0x0032_1033, Vr.LO),
  REASON_FOR_VISIT("ReasonForVisit", 0x0032_1066, Vr.UT),

  ADMISSION_ID("AdmissionID", 0x0038_0010, Vr.LO),
  SERVICE_EPISODE_ID("ServiceEpisodeID", 0x0038_0060, Vr.LO),
  SERVICE_EPISODE_DESCRIPTION("ServiceEpisodeDescription", 0x0038_0062, Vr.LO),

  PURPOSE_OF_REFERENCE_CODE_SEQUENCE("PurposeOfReferenceCodeSequence", 0x0040_a170, Vr.SQ),

  SEGMENTATION_TYPE("SegmentationType", 0x0062_0001, Vr.CS),
  SEGMENT_SEQUENCE("SegmentSequence", 0x0062_0002, Vr.SQ),
  SEGMENTED_PROPERTY_CATEGORY_CODE_SEQUENCE(
      "SegmentedPropertyCategoryCodeSequence", 0x0062_0003, Vr.SQ),
  SEGMENT_NUMBER("SegmentNumber", 0x0062_0004, Vr.US),
  SEGMENT_LABEL("SegmentLabel", 0x0062_0005, Vr.LO),
  SEGMENTATION_ALGORITHM_IDENTIFICATION_SEQUENCE(
      "SegmentationAlgorithmIdentificationSequence", 0x0062_0007, Vr.SQ),
  SEGMENT_ALGORITHM_TYPE("SegmentAlgorithmType", 0x0062_0008, Vr.CS),
  SEGMENT_ALGORITHM_NAME("SegmentAlgorithmName", 0x0062_0009, Vr.LO),
  SEGMENT_IDENTIFICATION_SEQUENCE("SegmentIdentificationSequence", 0x0062_000a, Vr.SQ),
  REFERENCED_SEGMENT_NUMBER("ReferencedSegmentNumber", 0x0062_000b, Vr.US),
  SEGMENTED_PROPERTY_TYPE_CODE_SEQUENCE("SegmentedPropertyTypeCodeSequence", 0x0062_000f, Vr.SQ),

  ALGORITHM_FAMILY_CODE_SEQUENCE("AlgorithmFamilyCodeSequence", 0x0066_002f, Vr.SQ),
  ALGORITHM_VERSION("AlgorithmVersion", 0x0066_0031, Vr.LO),
  ALGORITHM_NAME("AlgorithmName", 0x0066_0036, Vr.LO),

  CONTENT_LABEL("ContentLabel", 0x0070_0080, Vr.CS),
  CONTENT_DESCRIPTION("ContentDescription", 0x0070_0081, Vr.LO),
  CONTENT_CREATOR_NAME("ContentCreatorName", 0x0070_0084, Vr.PN),

  SHARED_FUNCTIONAL_GROUPS_SEQUENCE("SharedFunctionalGroupsSequence", 0x5200_9229, Vr.SQ),
  PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE("PerFrameFunctionalGroupsSequence", 0x5200_9230, Vr.SQ),

  PIXEL_DATA("PixelData", 0x7fe0_0010, Vr.OW);

  private static final Map<Integer, Tag> BY_NUMBER =
      Arrays.stream(values()).collect(Collectors.toMap(Tag::number, Function.identity()));

  private final String keyword;
  private final int number;
  private final Vr vr;

  Tag(String keyword, int number, Vr vr) {
    this.keyword = keyword;
    this.number = number;
    this.vr = vr;
  }

  /** Group in the upper, element in the lower sixteen bits. */
  public int number() {
    return number;
  }

  /** The representation that the standard gives it; the first where there are several. */
  public Vr vr() {
    return vr;
  }

  /** "PixelSpacing (0028,0030)". */
  @Override
  public String toString() {
    return keyword + " " + text(number);
  }

  /** "(0028,0030)". */
  static String text(int number) {
    return "(%04x,%04x)".formatted(number >>> 16, number & 0xffff);
  }

  /** The attribute of a number, if it is one that Carryover knows. */
  static Optional<Tag> ofNumber(int number) {
    return Optional.ofNullable(BY_NUMBER.get(number));
  }

  /** What implicit VR does not say: UN for attributes that Carryover does not know. */
  static Vr vrOf(int number) {
    return ofNumber(number).map(Tag::vr).orElse(Vr.UN);
  }
}
