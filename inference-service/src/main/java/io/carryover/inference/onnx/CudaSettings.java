package io.carryover.inference.onnx;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Settings of the CUDA device.
 *
 * @param memoryLimitBytes most memory that one model may take on the GPU; empty for all of it
 * @param search how convolution algorithms are found
 * @param arithmetic how exactly it multiplies
 */
public record CudaSettings(
    OptionalLong memoryLimitBytes, AlgorithmSearch search, Arithmetic arithmetic) {
  /** All of the memory, algorithms by exhaustive search, as exact as the trainer. */
  public static final CudaSettings DEFAULT =
      new CudaSettings(OptionalLong.empty(), AlgorithmSearch.EXHAUSTIVE, Arithmetic.FLOAT32);

  /** Checks that the limit allows something. */
  public CudaSettings {
    if (memoryLimitBytes.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "GPU memory limit must be at least 1 byte, got " + memoryLimitBytes.getAsLong());
    }
  }

  /** By ONNX Runtime's names. */
  Map<String, String> options() {
    Map<String, String> options = new TreeMap<>();
    options.put("cudnn_conv_algo_search", search.name());
    options.put("arena_extend_strategy", "kSameAsRequested");
    options.put("use_tf32", arithmetic == Arithmetic.TF32 ? "1" : "0");
    memoryLimitBytes.ifPresent(limit -> options.put("gpu_mem_limit", Long.toString(limit)));
    return options;
  }
}
