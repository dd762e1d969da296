package io.carryover.inference.onnx;

/** How exactly a GPU multiplies in convolutions. */
public enum Arithmetic {
  /** 23 bits of each number. */
  FLOAT32,
  /**
   * TensorFloat-32, 10 bits of each number, on GPUs that have it; faster. The golden pair is then
   * reproduced to some thousandths only, and the tolerance must allow for it.
   */
  TF32
}
