package io.carryover.inference.onnx;

/** Which graph shall compute on the processor. */
public enum GraphPreference {
  /** The fastest of those that agree with the file's, by measurement. */
  FASTEST,
  /** The file's graph as it is. */
  EXPORTED
}
