package io.carryover.inference.segmentation;

import io.carryover.events.Reason;
import java.time.Instant;

/** The scan could be segmented, but nobody wants the result any more. */
public final class WithdrawnException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  private WithdrawnException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** DEADLINE_PASSED. */
  public static WithdrawnException deadlinePassed(Instant deadline) {
    return new WithdrawnException(
        "DEADLINE_PASSED", "the result was of use until %s".formatted(deadline));
  }

  /** CANCELLED. */
  public static WithdrawnException cancelled(Instant when) {
    return new WithdrawnException("CANCELLED", "the request was cancelled at %s".formatted(when));
  }

  /** CLIENT_GONE. */
  public static WithdrawnException clientGone() {
    return new WithdrawnException("CLIENT_GONE", "the client closed the connection");
  }

  /** Code and message. */
  public Reason reason() {
    return new Reason(code, getMessage());
  }
}
