package io.carryover.runtime.work;

/**
 * Work that is given back, because it was told to stop or because another replica may do it; the
 * record is delivered again.
 */
public final class WorkReleasedException extends Exception {
  private static final long serialVersionUID = 1L;

  public WorkReleasedException(String message) {
    super(message);
  }

  public WorkReleasedException(String message, Throwable cause) {
    super(message, cause);
  }
}
