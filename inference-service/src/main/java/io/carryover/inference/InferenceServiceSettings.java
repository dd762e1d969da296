package io.carryover.inference;

import io.carryover.inference.onnx.AlgorithmSearch;
import io.carryover.inference.onnx.Arithmetic;
import io.carryover.inference.onnx.DeviceChoice;
import io.carryover.runtime.service.ServiceSettings;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings of the inference service, under {@code carryover.}. */
@ConfigMapping(prefix = "carryover")
public interface InferenceServiceSettings extends ServiceSettings {

  /** What only this service has. */
  Inference inference();

  /** Settings under {@code carryover.inference.}. */
  interface Inference {
    /**
     * What computes: cpu, cuda, or auto (cuda where it can be used, else cpu). The CUDA library is
     * in builds of the Maven profile cuda only. Default: cpu.
     */
    @WithDefault("cpu")
    DeviceChoice device();

    /** Processor threads of one network run. Default: 2. */
    @WithDefault("2")
    int threads();

    /** Most patches of one network run. Default: 1. */
    @WithDefault("1")
    int batch();

    /**
     * Most heap of one scan, known from its header: 5 bytes a voxel, 4 more for each map, and for
     * each voxel of a slab as thick as a patch 4 and 4 for each sample. Default: 1G.
     */
    @WithDefault("1G")
    MemorySize maxMemory();

    /**
     * Weights that are drawn from a model's posterior for each scan whose request does not say it:
     * 0, or 2 to 64. Each takes as long as the mask. Default: 8.
     */
    @WithDefault("8")
    int samples();

    /** Versions that stay open after a request asked for them by digest. Default: 2. */
    @WithDefault("2")
    int keptVersions();

    /**
     * Largest relative distance (Euclidean) of the golden logits computed here from those of the
     * training network. Default: 1e-4.
     */
    @WithDefault("1e-4")
    double goldenTolerance();

    /** Settings that count on CUDA only. */
    Cuda cuda();

    /** Settings of the HTTP interface. */
    Http http();
  }

  /** Settings under {@code carryover.inference.cuda.}. */
  interface Cuda {
    /** Most GPU memory of one model, for example 4G. Default: no limit. */
    Optional<MemorySize> memoryLimit();

    /** How cuDNN finds its algorithms: exhaustive, heuristic or default. Default: exhaustive. */
    @WithDefault("exhaustive")
    AlgorithmSearch algorithmSearch();

    /**
     * How exactly it multiplies: float32, or tf32, which is faster and reproduces the golden pair
     * to some thousandths only, see {@link Inference#goldenTolerance}. Default: float32.
     */
    @WithDefault("float32")
    Arithmetic arithmetic();
  }

  /** Settings under {@code carryover.inference.http.}. */
  interface Http {
    /** Largest body, for example 512M. Default: 512M. */
    @WithDefault("512M")
    MemorySize maxBody();

    /** Longest time of a request, from its beginning; then it gets 503. Default: 10M. */
    @WithDefault("10M")
    Duration timeLimit();

    /**
     * Most requests that are worked on at once, scans and raw patches together; more get 429.
     * Default: 2.
     */
    @WithDefault("2")
    int inFlight();
  }
}
