package io.carryover.inference.onnx;

/** ONNX Runtime failed on a model that it had opened: memory or device trouble, or a defect. */
public final class InferenceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InferenceException(String message, Throwable cause) {
    super(message, cause);
  }
}
