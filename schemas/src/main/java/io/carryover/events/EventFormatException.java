package io.carryover.events;

import java.util.Objects;

/** Bytes that are not an event this code can read. Rejected input: reading them again is no use. */
public final class EventFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why the bytes could not be read. */
  public enum Code {
    /** No bytes, or the first two are not the marker C3 01 of Avro's single-object encoding. */
    NOT_AVRO_SINGLE_OBJECT,
    /** The fingerprint names no schema of the history. */
    UNKNOWN_SCHEMA,
    /** The schema is known, but the bytes after the fingerprint do not follow it. */
    BROKEN_RECORD,
    /** A sound record of a type other than the one expected. */
    UNEXPECTED_RECORD
  }

  private final Code code;

  public EventFormatException(Code code, String message) {
    this(code, message, null);
  }

  public EventFormatException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = Objects.requireNonNull(code, "code");
  }

  public Code code() {
    return code;
  }

  /** The same as a reason for an event or a dead letter. */
  public Reason reason() {
    return new Reason(code.name(), getMessage());
  }
}
