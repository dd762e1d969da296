package io.carryover.inference.segmentation;

/** The service cannot take the request now, and may do so soon. */
public final class UnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /** A refusal for now, with a code for machines. */
  public UnavailableException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** Why, for example SERVICE_BUSY. */
  public String code() {
    return code;
  }
}
