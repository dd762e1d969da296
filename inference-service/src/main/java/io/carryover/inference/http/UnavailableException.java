package io.carryover.inference.http;

/** The service cannot take the request now, and may do so soon. */
final class UnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  UnavailableException(String code, String message) {
    super(message);
    this.code = code;
  }

  String code() {
    return code;
  }
}
