package io.carryover.inference.onnx;

import java.util.OptionalLong;

/**
 * Settings of the CUDA device.
 *
 * @param memoryLimitBytes most memory that one model may take on the GPU; empty for all of it
 * @param search how convolution algorithms are found
 */
public record CudaSettings(OptionalLong memoryLimitBytes, AlgorithmSearch search) {
  /** All of the memory, algorithms by exhaustive search. */
  public static final CudaSettings DEFAULT =
      new CudaSettings(OptionalLong.empty(), AlgorithmSearch.EXHAUSTIVE);

  /** Checks that the limit allows something. */
  public CudaSettings {
    if (memoryLimitBytes.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "GPU memory limit must be at least 1 byte, got " + memoryLimitBytes.getAsLong());
    }
  }
}
