package io.carryover.imaging.contract;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a model comes from.
 *
 * @param runId the training run
 * @param manifestSha256 digest of the cohort's scans, in lower-case hex
 * @param priorId the prior, for a model trained with one
 * @param codeVersion version of the code that trained it
 */
public record Lineage(
    String runId, String manifestSha256, Optional<String> priorId, String codeVersion) {

  static final String PRIOR = "carryover.lineage.prior-id";
  private static final String RUN = "carryover.lineage.run-id";
  private static final String MANIFEST = "carryover.lineage.manifest-sha256";
  private static final String CODE = "carryover.lineage.code-version";
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{32,64}");

  /** Checks that every part is stated, and the digest's form. */
  public Lineage {
    Rules.line(RUN, runId);
    Rules.matching(MANIFEST, manifestSha256, HEX);
    priorId.ifPresent(id -> Rules.line(PRIOR, id));
    Rules.line(CODE, codeVersion);
  }

  void writeTo(Map<String, String> metadata) {
    metadata.put(RUN, runId);
    metadata.put(MANIFEST, manifestSha256);
    priorId.ifPresent(id -> metadata.put(PRIOR, id));
    metadata.put(CODE, codeVersion);
  }

  static Lineage readFrom(MetadataReader metadata) {
    return new Lineage(
        metadata.text(RUN), metadata.text(MANIFEST), metadata.optional(PRIOR), metadata.text(CODE));
  }
}
