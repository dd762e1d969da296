package io.carryover.runtime.work;

/** Work that stopped because it was told to; no failure, the record is delivered again. */
public final class WorkReleasedException extends Exception {
  private static final long serialVersionUID = 1L;

  public WorkReleasedException(String message) {
    super(message);
  }

  public WorkReleasedException(String message, Throwable cause) {
    super(message, cause);
  }
}
