package io.carryover.imaging.contract;

/** A model's metadata do not state a contract that this code can honour. Never worth a retry. */
public final class ContractException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The rule that was broken. */
  public enum Rule {
    /** A required key is absent. */
    MISSING_KEY,
    /** The value is not of the key's form. */
    MALFORMED_VALUE,
    /** The version or a fixed choice is not one that this code knows. */
    UNSUPPORTED_VALUE,
    /** The value is of the right form but too small or too large. */
    OUT_OF_RANGE,
    /** The golden pair is not the one that its digest was taken of. */
    DIGEST_DIFFERS,
    /** Two values contradict each other. */
    CONTRADICTION
  }

  /** The rule that was broken. */
  private final Rule rule;

  /** The metadata key, for example {@code carryover.input.patch}. */
  private final String key;

  ContractException(Rule rule, String key, String what) {
    super(rule + " at " + key + ": " + what);
    this.rule = rule;
    this.key = key;
  }

  /** The rule that was broken. */
  public Rule rule() {
    return rule;
  }

  /** The metadata key of the offending value, for example {@code carryover.input.patch}. */
  public String key() {
    return key;
  }
}
