package io.carryover.runtime.work;

/** The broker no longer holds the record for this member: it is, or will be, delivered again. */
final class LockLostException extends Exception {
  private static final long serialVersionUID = 1L;

  LockLostException(String message, Throwable cause) {
    super(message, cause);
  }
}
