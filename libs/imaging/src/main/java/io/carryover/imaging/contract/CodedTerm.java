package io.carryover.imaging.contract;

import java.util.Map;
import java.util.Optional;

/**
 * A term of a terminology, as DICOM writes it.
 *
 * @param scheme for example {@code SCT}
 * @param value for example {@code 11000004}
 * @param meaning for example {@code Caudate nucleus}
 */
public record CodedTerm(String scheme, String value, String meaning) {

  private static final String SCHEME = "carryover.foreground.code.scheme";
  private static final String VALUE = "carryover.foreground.code.value";
  private static final String MEANING = "carryover.foreground.code.meaning";

  /** Checks that all three are one line of text. */
  public CodedTerm {
    Rules.line(SCHEME, scheme);
    Rules.line(VALUE, value);
    Rules.line(MEANING, meaning);
  }

  void writeTo(Map<String, String> metadata) {
    metadata.put(SCHEME, scheme);
    metadata.put(VALUE, value);
    metadata.put(MEANING, meaning);
  }

  static Optional<CodedTerm> readFrom(MetadataReader metadata) {
    return metadata
        .optional(SCHEME)
        .map(scheme -> new CodedTerm(scheme, metadata.text(VALUE), metadata.text(MEANING)));
  }
}
