package io.carryover.inference.onnx;

/** What shall compute. */
public enum DeviceChoice {
  /** The processor. */
  CPU,
  /** The GPU; a model is refused where there is none. */
  CUDA,
  /** The GPU where there is one, else the processor. */
  AUTO
}
