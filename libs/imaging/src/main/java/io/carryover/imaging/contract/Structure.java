package io.carryover.imaging.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What channel 1 of the output means.
 *
 * @param name for people, for example {@code caudate nucleus}
 * @param labelValues values of the training label maps that were foreground
 * @param code the name in a terminology, where the cohort gave one
 */
public record Structure(String name, List<Integer> labelValues, Optional<CodedTerm> code) {

  private static final String NAME = "carryover.foreground.name";
  private static final String VALUES = "carryover.foreground.label-values";
  private static final int MOST_VALUES = 1024;

  /** Checks the name and that there is at least one label value. */
  public Structure {
    Rules.line(NAME, name);
    labelValues = List.copyOf(labelValues);
    Rules.inRange(VALUES, labelValues.size(), 1, MOST_VALUES);
  }

  /** A structure without a code. */
  public static Structure of(String name, List<Integer> labelValues) {
    return new Structure(name, labelValues, Optional.empty());
  }

  void writeTo(Map<String, String> metadata) {
    metadata.put(NAME, name);
    metadata.put(
        VALUES, labelValues.stream().map(String::valueOf).collect(Collectors.joining(",")));
    code.ifPresent(term -> term.writeTo(metadata));
  }

  static Structure readFrom(MetadataReader metadata) {
    return new Structure(
        metadata.text(NAME), metadata.integers(VALUES, ","), CodedTerm.readFrom(metadata));
  }
}
