package io.carryover.imaging.dicom.write;

import io.carryover.imaging.contract.CodedTerm;
import io.carryover.imaging.contract.Structure;
import java.util.Objects;

/**
 * What the foreground of a mask is (DICOM PS3.3, C.8.20.4).
 *
 * @param label for people
 * @param category SegmentedPropertyCategory, a term of PS3.16, CID 7150
 * @param type SegmentedPropertyType, for example SCT 11000004, Caudate nucleus
 */
public record Segment(String label, CodedTerm category, CodedTerm type) {
  /** The category of organs and their parts (PS3.16, CID 7150). */
  public static final CodedTerm ANATOMICAL_STRUCTURE =
      new CodedTerm("SCT", "123037004", "Anatomical Structure");

  /** The type where a contract has no code: SNOMED CT's term above all structures. */
  private static final CodedTerm ANY_STRUCTURE =
      new CodedTerm("SCT", "91723000", "Anatomical structure");

  /** Checks that all are there. */
  public Segment {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(type, "type");
  }

  /** The anatomical structure of a model's contract. */
  public static Segment of(Structure structure) {
    return new Segment(
        structure.name(), ANATOMICAL_STRUCTURE, structure.code().orElse(ANY_STRUCTURE));
  }
}
