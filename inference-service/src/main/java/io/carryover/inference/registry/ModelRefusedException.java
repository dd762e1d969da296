package io.carryover.inference.registry;

import io.carryover.events.Reason;
import java.util.Optional;

/** A model must not be served: its file, its contract or what it computes here is wrong. */
public final class ModelRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final Double goldenMaxDifference;

  ModelRefusedException(Reason reason) {
    this(reason, null);
  }

  ModelRefusedException(Reason reason, Double goldenMaxDifference) {
    super(reason.getMessage());
    this.code = reason.getCode();
    this.goldenMaxDifference = goldenMaxDifference;
  }

  /** A refusal with a code and a text of its own. */
  static ModelRefusedException of(String code, String message) {
    return new ModelRefusedException(new Reason(code, message));
  }

  /** Code and message. */
  public Reason reason() {
    return new Reason(code, getMessage());
  }

  /** Largest difference of a golden logit; empty when the golden pair was not run. */
  Optional<Double> goldenMaxDifference() {
    return Optional.ofNullable(goldenMaxDifference);
  }
}
