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
  MODALITY("Modality", 0x0008_0060, Vr.CS),
  REFERENCED_SERIES_SEQUENCE("ReferencedSeriesSequence", 0x0008_1115, Vr.SQ),
  REFERENCED_INSTANCE_SEQUENCE("ReferencedInstanceSequence", 0x0008_114a, Vr.SQ),
  REFERENCED_SOP_CLASS_UID("ReferencedSOPClassUID", 0x0008_1150, Vr.UI),
  REFERENCED_SOP_INSTANCE_UID("ReferencedSOPInstanceUID", 0x0008_1155, Vr.UI),
  SOURCE_IMAGE_SEQUENCE("SourceImageSequence", 0x0008_2112, Vr.SQ),
  DERIVATION_IMAGE_SEQUENCE("DerivationImageSequence", 0x0008_9124, Vr.SQ),
  DERIVATION_CODE_SEQUENCE("DerivationCodeSequence", 0x0008_9215, Vr.SQ),

  SLICE_THICKNESS("SliceThickness", 0x0018_0050, Vr.DS),
  SPACING_BETWEEN_SLICES("SpacingBetweenSlices", 0x0018_0088, Vr.DS),

  STUDY_INSTANCE_UID("StudyInstanceUID", 0x0020_000d, Vr.UI),
  SERIES_INSTANCE_UID("SeriesInstanceUID", 0x0020_000e, Vr.UI),
  SERIES_NUMBER("SeriesNumber", 0x0020_0011, Vr.IS),
  INSTANCE_NUMBER("InstanceNumber", 0x0020_0013, Vr.IS),
  IMAGE_POSITION_PATIENT("ImagePositionPatient", 0x0020_0032, Vr.DS),
  IMAGE_ORIENTATION_PATIENT("ImageOrientationPatient", 0x0020_0037, Vr.DS),
  FRAME_OF_REFERENCE_UID("FrameOfReferenceUID", 0x0020_0052, Vr.UI),
  FRAME_CONTENT_SEQUENCE("FrameContentSequence", 0x0020_9111, Vr.SQ),
  PLANE_POSITION_SEQUENCE("PlanePositionSequence", 0x0020_9113, Vr.SQ),
  PLANE_ORIENTATION_SEQUENCE("PlaneOrientationSequence", 0x0020_9116, Vr.SQ),
  DIMENSION_ORGANIZATION_SEQUENCE("DimensionOrganizationSequence", 0x0020_9221, Vr.SQ),
  DIMENSION_INDEX_SEQUENCE("DimensionIndexSequence", 0x0020_9222, Vr.SQ),

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
  MODALITY_LUT_SEQUENCE("ModalityLUTSequence", 0x0028_3000, Vr.SQ),
  PIXEL_MEASURES_SEQUENCE("PixelMeasuresSequence", 0x0028_9110, Vr.SQ),
  PIXEL_VALUE_TRANSFORMATION_SEQUENCE("PixelValueTransformationSequence", 0x0028_9145, Vr.SQ),

  SEGMENTATION_TYPE("SegmentationType", 0x0062_0001, Vr.CS),
  SEGMENT_SEQUENCE("SegmentSequence", 0x0062_0002, Vr.SQ),
  SEGMENT_NUMBER("SegmentNumber", 0x0062_0004, Vr.US),
  SEGMENT_LABEL("SegmentLabel", 0x0062_0005, Vr.LO),
  SEGMENT_IDENTIFICATION_SEQUENCE("SegmentIdentificationSequence", 0x0062_000a, Vr.SQ),
  REFERENCED_SEGMENT_NUMBER("ReferencedSegmentNumber", 0x0062_000b, Vr.US),

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
