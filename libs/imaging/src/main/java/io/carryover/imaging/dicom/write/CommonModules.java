package io.carryover.imaging.dicom.write;

import static io.carryover.imaging.volume.InvalidImageException.MISSING_GEOMETRY;
import static io.carryover.imaging.volume.InvalidImageException.UNREADABLE_IMAGE;

import io.carryover.imaging.dicom.FrameReference;
import io.carryover.imaging.dicom.SourceSeries;
import io.carryover.imaging.dicom.dataset.DataSet;
import io.carryover.imaging.dicom.dataset.DataSetBuilder;
import io.carryover.imaging.dicom.dataset.Tag;
import io.carryover.imaging.volume.InvalidImageException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The modules that all kinds of results share (DICOM PS3.3, annex C).
 *
 * <p>What the source says of patient, study and frame of reference is copied as it is, byte by byte
 * and empty where it is empty; what the standard wants there (type 2) and the source lacks is added
 * empty.
 */
final class CommonModules {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss.SSSSSS");
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss.SSSSSS");

  /** Type 2 of Patient, General Study and Frame of Reference (C.7.1.1, C.7.2.1, C.7.4.1). */
  private static final List<Tag> PERHAPS_EMPTY =
      List.of(
          Tag.PATIENT_NAME,
          Tag.PATIENT_ID,
          Tag.PATIENT_BIRTH_DATE,
          Tag.PATIENT_SEX,
          Tag.STUDY_DATE,
          Tag.STUDY_TIME,
          Tag.REFERRING_PHYSICIAN_NAME,
          Tag.STUDY_ID,
          Tag.ACCESSION_NUMBER,
          Tag.POSITION_REFERENCE_INDICATOR);

  private final SourceSeries source;
  private final ResultDescription result;
  private final DerivedUids uids;

  CommonModules(SourceSeries source, ResultDescription result, DerivedUids uids) {
    this.source = source;
    this.result = result;
    this.uids = uids;
  }

  /**
   * Checks that a result can name what it was made of.
   *
   * @throws InvalidImageException UNREADABLE_IMAGE without UIDs of study, series or images,
   *     MISSING_GEOMETRY without frame of reference
   */
  static void require(SourceSeries source) {
    requireUid(source.context().text(Tag.STUDY_INSTANCE_UID), Tag.STUDY_INSTANCE_UID);
    requireUid(source.seriesUid(), Tag.SERIES_INSTANCE_UID);
    source
        .slices()
        .forEach(slice -> requireUid(slice.image().sopInstanceUid(), Tag.SOP_INSTANCE_UID));
    if (!source.context().has(Tag.FRAME_OF_REFERENCE_UID)) {
      throw new InvalidImageException(
          MISSING_GEOMETRY,
          "a result lies in the frame of reference of its source, which has no "
              + Tag.FRAME_OF_REFERENCE_UID);
    }
  }

  /**
   * Patient, study, series, frame of reference, equipment, SOP common.
   *
   * @param what names the kind of result among the UIDs: "segmentation"
   */
  DataSetBuilder of(String what, String sopClassUid, String modality) {
    DataSetBuilder object = new DataSetBuilder();
    putContext(object);
    putInstance(object, what, sopClassUid);
    putSeries(object, what, modality);
    putEquipment(object);
    putReferences(object);
    return object;
  }

  private void putContext(DataSetBuilder object) {
    source.context().copyOf(tag -> !isOfPixels(tag)).elements().forEach(object::put);
    PERHAPS_EMPTY.stream()
        .filter(tag -> source.context().find(tag.number()).isEmpty())
        .forEach(tag -> object.put(tag, ""));
  }

  /** Whether an attribute of the source is about its pixels, so that a report has no use for it. */
  static boolean isOfPixels(int tag) {
    return tag >>> 16 == Tag.LOSSY_IMAGE_COMPRESSION.number() >>> 16;
  }

  private void putInstance(DataSetBuilder object, String what, String sopClassUid) {
    object
        .put(Tag.SOP_CLASS_UID, sopClassUid)
        .put(Tag.SOP_INSTANCE_UID, uids.of(what))
        .put(Tag.INSTANCE_NUMBER, 1)
        .put(Tag.CONTENT_DATE, DATE.format(result.contentTime()))
        .put(Tag.CONTENT_TIME, TIME.format(result.contentTime()));
  }

  private void putSeries(DataSetBuilder object, String what, String modality) {
    object
        .put(Tag.MODALITY, modality)
        .put(Tag.SERIES_INSTANCE_UID, uids.of(what + " series"))
        .put(Tag.SERIES_NUMBER, result.seriesNumber())
        .put(Tag.SERIES_DESCRIPTION, result.seriesDescription());
  }

  /** Ours, and that it processed images which others made (C.12.1.1.5). */
  private void putEquipment(DataSetBuilder object) {
    putDevice(object);
    DataSetBuilder contributing = new DataSetBuilder();
    putDevice(contributing);
    contributing
        .put(Tag.PURPOSE_OF_REFERENCE_CODE_SEQUENCE, Codes.item(Codes.PROCESSING_EQUIPMENT))
        .put(Tag.CONTRIBUTION_DATE_TIME, DATE_TIME.format(result.contentTime()));
    object.put(Tag.CONTRIBUTING_EQUIPMENT_SEQUENCE, List.of(contributing.build()));
  }

  private void putDevice(DataSetBuilder attributes) {
    attributes
        .put(Tag.MANUFACTURER, Equipment.NAME)
        .put(Tag.MANUFACTURER_MODEL_NAME, Equipment.NAME)
        .put(Tag.DEVICE_SERIAL_NUMBER, result.equipment().serialNumber())
        .put(Tag.SOFTWARE_VERSIONS, result.equipment().softwareVersion());
  }

  /** Common Instance Reference (C.12.2): every image of the source. */
  private void putReferences(DataSetBuilder object) {
    DataSet series =
        new DataSetBuilder()
            .put(Tag.SERIES_INSTANCE_UID, source.seriesUid())
            .put(Tag.REFERENCED_INSTANCE_SEQUENCE, images())
            .build();
    object.put(Tag.REFERENCED_SERIES_SEQUENCE, List.of(series));
  }

  /** Each once, however many frames it has. */
  private List<DataSet> images() {
    Map<String, DataSet> images = new LinkedHashMap<>();
    source
        .slices()
        .forEach(slice -> images.put(slice.image().sopInstanceUid(), named(slice.image()).build()));
    return new ArrayList<>(images.values());
  }

  /** The two UIDs that name an image (PS3.3, 10.8). */
  static DataSetBuilder named(FrameReference image) {
    return new DataSetBuilder()
        .put(Tag.REFERENCED_SOP_CLASS_UID, image.sopClassUid())
        .put(Tag.REFERENCED_SOP_INSTANCE_UID, image.sopInstanceUid());
  }

  private static void requireUid(String uid, Tag tag) {
    if (uid.isEmpty()) {
      throw new InvalidImageException(
          UNREADABLE_IMAGE, "a result names its source, which has no " + tag);
    }
  }
}
