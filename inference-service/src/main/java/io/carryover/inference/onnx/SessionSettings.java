package io.carryover.inference.onnx;

import java.util.Objects;

/**
 * How a model file is run.
 *
 * @param device what shall compute
 * @param threads processor threads of one run
 * @param cuda settings that count on CUDA only
 * @param graph which graph computes on the processor
 */
public record SessionSettings(
    DeviceChoice device, int threads, CudaSettings cuda, GraphPreference graph) {

  /** Checks that there is at least one thread. */
  public SessionSettings {
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(cuda, "cuda");
    Objects.requireNonNull(graph, "graph");
    if (threads < 1) {
      throw new IllegalArgumentException("a run needs at least 1 thread, got " + threads);
    }
  }

  /** On the processor by the fastest graph. */
  public SessionSettings(DeviceChoice device, int threads, CudaSettings cuda) {
    this(device, threads, cuda, GraphPreference.FASTEST);
  }

  /** The same, but on the processor by the file's graph as it is. */
  public SessionSettings asExported() {
    return new SessionSettings(device, threads, cuda, GraphPreference.EXPORTED);
  }

  /** On the processor by the fastest graph. */
  public static SessionSettings cpu(int threads) {
    return new SessionSettings(DeviceChoice.CPU, threads, CudaSettings.DEFAULT);
  }
}
