package io.carryover.inference.onnx;

/** How cuDNN finds its convolution algorithm, once for each shape. */
public enum AlgorithmSearch {
  /** Tries all: the slowest first run, the fastest later ones. */
  EXHAUSTIVE,
  /** By rule. */
  HEURISTIC,
  /** Always the same algorithm. */
  DEFAULT
}
