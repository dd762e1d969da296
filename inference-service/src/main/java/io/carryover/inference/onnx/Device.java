package io.carryover.inference.onnx;

import java.util.Locale;

/** What computes. */
public enum Device {
  CPU,
  CUDA;

  /** As events, metrics and answers name it: cpu or cuda. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
