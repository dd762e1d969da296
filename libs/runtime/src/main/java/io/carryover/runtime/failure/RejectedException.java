package io.carryover.runtime.failure;

import io.carryover.events.Reason;
import java.util.Objects;

/**
 * Input that is bad and stays bad: never retried, ends on a dead letter and in a REJECTED status.
 * The code is stable and upper case, the message says rule, actual value and place, and names no
 * patient.
 */
public final class RejectedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  public RejectedException(Reason reason) {
    this(reason.getCode(), reason.getMessage());
  }

  public RejectedException(String code, String message) {
    this(code, message, null);
  }

  public RejectedException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = Objects.requireNonNull(code, "code");
  }

  public Reason reason() {
    return new Reason(code, getMessage());
  }
}
