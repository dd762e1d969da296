package io.carryover.inference.onnx;

import java.util.Objects;

/**
 * How a model file is run.
 *
 * @param device what shall compute
 * @param threads processor threads of one run
 * @param cuda settings that count on CUDA only
 */
public record SessionSettings(DeviceChoice device, int threads, CudaSettings cuda) {

  /** Checks that there is at least one thread. */
  public SessionSettings {
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(cuda, "cuda");
    if (threads < 1) {
      throw new IllegalArgumentException("a run needs at least 1 thread, got " + threads);
    }
  }

  /** On the processor. */
  public static SessionSettings cpu(int threads) {
    return new SessionSettings(DeviceChoice.CPU, threads, CudaSettings.DEFAULT);
  }
}
