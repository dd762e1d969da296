package io.carryover.imaging.dicom.write;

import io.carryover.imaging.contract.CodedTerm;
import io.carryover.imaging.dicom.dataset.DataSet;
import io.carryover.imaging.dicom.dataset.DataSetBuilder;
import io.carryover.imaging.dicom.dataset.Tag;
import java.util.List;

/** Coded terms as attributes (DICOM PS3.3, 8), and those of PS3.16 that results use. */
final class Codes {
  /** How pixels were derived (CID 7203). */
  static final CodedTerm SEGMENTATION = new CodedTerm("DCM", "113076", "Segmentation");

  /** What a referenced image was for (CID 7202). */
  static final CodedTerm SOURCE_IMAGE =
      new CodedTerm("DCM", "121322", "Source image for image processing operation");

  /** What contributing equipment did (CID 7005). */
  static final CodedTerm PROCESSING_EQUIPMENT =
      new CodedTerm("DCM", "109102", "Processing Equipment");

  /** The family of algorithms (CID 7162). */
  static final CodedTerm ARTIFICIAL_INTELLIGENCE =
      new CodedTerm("DCM", "123110", "Artificial Intelligence");

  /** Characters of VR SH (PS3.5, 6.2). */
  private static final int LONGEST_SHORT = 16;

  private Codes() {}

  /**
   * The one item of a code sequence.
   *
   * @throws IllegalArgumentException if the term's scheme or value is no DICOM code
   */
  static List<DataSet> item(CodedTerm term) {
    requireCode("scheme", term.scheme(), LONGEST_SHORT);
    requireCode("value", term.value(), Integer.MAX_VALUE);
    Tag value = term.value().length() > LONGEST_SHORT ? Tag.LONG_CODE_VALUE : Tag.CODE_VALUE;
    return List.of(
        new DataSetBuilder()
            .put(value, term.value())
            .put(Tag.CODING_SCHEME_DESIGNATOR, term.scheme())
            .put(Tag.CODE_MEANING, DicomText.line(term.meaning()))
            .build());
  }

  private static void requireCode(String what, String text, int longest) {
    if (text.length() > longest || !text.matches("[!-\\[\\]-~]+")) {
      throw new IllegalArgumentException(
          "a code's %s is printable ASCII of at most %d characters, got \"%s\""
              .formatted(what, longest, text));
    }
  }
}
