package io.carryover.imaging.dicom;

import static io.carryover.imaging.volume.InvalidImageException.NOT_AN_IMAGE;

import io.carryover.imaging.dicom.dataset.DataSet;
import io.carryover.imaging.dicom.dataset.Tag;
import io.carryover.imaging.volume.InvalidImageException;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of object that are read (DICOM PS3.4, annex B). */
enum SopClass {
  MR("1.2.840.10008.5.1.4.1.1.4"),
  ENHANCED_MR("1.2.840.10008.5.1.4.1.1.4.1"),
  LEGACY_CONVERTED_ENHANCED_MR("1.2.840.10008.5.1.4.1.1.4.4"),
  CT("1.2.840.10008.5.1.4.1.1.2"),
  ENHANCED_CT("1.2.840.10008.5.1.4.1.1.2.1"),
  LEGACY_CONVERTED_ENHANCED_CT("1.2.840.10008.5.1.4.1.1.2.2"),
  SEGMENTATION("1.2.840.10008.5.1.4.1.1.66.4"),
  LABEL_MAP_SEGMENTATION("1.2.840.10008.5.1.4.1.1.66.7");

  private final String uid;

  SopClass(String uid) {
    this.uid = uid;
  }

  /**
   * The class of an image.
   *
   * @throws InvalidImageException NOT_AN_IMAGE for every other object
   */
  static SopClass ofImage(DataSet object) {
    return of(object)
        .filter(kind -> !kind.isSegmentation())
        .orElseThrow(() -> refused("a series holds MR or CT images", object));
  }

  /**
   * The class of a segmentation.
   *
   * @throws InvalidImageException NOT_AN_IMAGE for every other object
   */
  static SopClass ofSegmentation(DataSet object) {
    return of(object)
        .filter(SopClass::isSegmentation)
        .orElseThrow(() -> refused("labels are a segmentation", object));
  }

  /** Whether one object has one frame and no functional groups. */
  boolean isClassic() {
    return this == MR || this == CT;
  }

  private boolean isSegmentation() {
    return this == SEGMENTATION || this == LABEL_MAP_SEGMENTATION;
  }

  private static Optional<SopClass> of(DataSet object) {
    String uid = object.text(Tag.SOP_CLASS_UID);
    return Arrays.stream(values()).filter(kind -> kind.uid.equals(uid)).findFirst();
  }

  private static InvalidImageException refused(String rule, DataSet object) {
    return new InvalidImageException(
        NOT_AN_IMAGE, rule + ", this object is " + nameOf(object.text(Tag.SOP_CLASS_UID)));
  }

  private static String nameOf(String uid) {
    return switch (uid) {
      case "" -> "of no class";
      case "1.2.840.10008.1.3.10" -> "a directory of files (DICOMDIR)";
      case "1.2.840.10008.5.1.4.1.1.7" -> "a secondary capture";
      case "1.2.840.10008.5.1.4.1.1.4.2" -> "an MR spectroscopy";
      case "1.2.840.10008.5.1.4.1.1.4.3" -> "an enhanced MR colour image";
      case "1.2.840.10008.5.1.4.1.1.30" -> "a parametric map";
      case "1.2.840.10008.5.1.4.1.1.66" -> "raw data";
      case "1.2.840.10008.5.1.4.1.1.104.1" -> "a PDF document";
      case "1.2.840.10008.5.1.4.1.1.128" -> "a PET image";
      case "1.2.840.10008.5.1.4.1.1.481.3" -> "an RT structure set";
      default -> nameOfFamily(uid);
    };
  }

  private static String nameOfFamily(String uid) {
    if (uid.startsWith("1.2.840.10008.5.1.4.1.1.88.")) {
      return "a structured report";
    }
    if (uid.startsWith("1.2.840.10008.5.1.4.1.1.11.")) {
      return "a presentation state";
    }
    return Arrays.stream(values())
        .filter(kind -> kind.uid.equals(uid))
        .map(kind -> "of class " + kind)
        .findFirst()
        .orElse(uid.matches("[0-9.]{1,64}") ? "of class " + uid : "of an unreadable class");
  }
}
