package io.carryover.inference.onnx.blocked;

/** A graph that is not rewritten; it is to be run as it is. */
public final class UnsupportedGraphException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsupportedGraphException(String message) {
    super(message);
  }

  static void require(boolean supported, String message) {
    if (!supported) {
      throw new UnsupportedGraphException(message);
    }
  }
}
