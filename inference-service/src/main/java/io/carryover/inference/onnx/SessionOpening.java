package io.carryover.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import io.carryover.runtime.failure.RejectedException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens sessions on the device that is asked for. */
final class SessionOpening {
  private static final Logger log = LoggerFactory.getLogger(SessionOpening.class);
  private static final int ONE_AT_A_TIME = 1;

  /** Codes that speak of the file, whatever the device. */
  private static final Set<OrtErrorCode> FAULTS_OF_THE_FILE =
      EnumSet.of(
          OrtErrorCode.ORT_INVALID_PROTOBUF,
          OrtErrorCode.ORT_INVALID_GRAPH,
          OrtErrorCode.ORT_NO_MODEL,
          OrtErrorCode.ORT_NOT_IMPLEMENTED);

  private final OrtEnvironment environment;
  private final SessionSettings settings;

  SessionOpening(OrtEnvironment environment, SessionSettings settings) {
    this.environment = environment;
    this.settings = settings;
  }

  /** The same, but only on one device. */
  SessionOpening on(Device device) {
    DeviceChoice only = device == Device.CPU ? DeviceChoice.CPU : DeviceChoice.CUDA;
    return new SessionOpening(
        environment,
        new SessionSettings(only, settings.threads(), settings.cuda(), settings.graph()));
  }

  /** Whether another graph than the file's may compute. */
  boolean prefersFastest() {
    return settings.graph() == GraphPreference.FASTEST;
  }

  /** A session and where it runs. */
  record Opened(OrtSession session, Device device) {}

  /**
   * Opens a file.
   *
   * @throws RejectedException MODEL_UNREADABLE if it is no graph that runs here, DEVICE_UNAVAILABLE
   *     if the device that is asked for cannot be used
   */
  Opened open(Path file) {
    return open(options -> environment.createSession(file.toString(), options));
  }

  /** The same of a serialised model. */
  Opened open(byte[] model) {
    return open(options -> environment.createSession(model, options));
  }

  /** Reads a model. */
  private interface Source {
    OrtSession session(SessionOptions options) throws OrtException;
  }

  private Opened open(Source source) {
    return switch (settings.device()) {
      case CPU -> onCpu(source);
      case CUDA -> onCuda(source);
      case AUTO -> onCudaElseCpu(source);
    };
  }

  private Opened onCudaElseCpu(Source source) {
    try {
      return onCuda(source);
    } catch (RejectedException e) {
      log.warn("CUDA is not used, the processor computes instead: {}", e.getMessage());
      return onCpu(source);
    }
  }

  private Opened onCpu(Source source) {
    try (SessionOptions options = options()) {
      return new Opened(source.session(options), Device.CPU);
    } catch (OrtException e) {
      throw unreadable(e);
    }
  }

  private Opened onCuda(Source source) {
    try (SessionOptions options = options();
        OrtCUDAProviderOptions cuda = cudaOptions()) {
      options.addCUDA(cuda);
      // Shapes are fixed by the patch, and the arena of a pattern would be kept for each thread.
      options.setMemoryPatternOptimization(false);
      return new Opened(source.session(options), Device.CUDA);
    } catch (OrtException e) {
      throw FAULTS_OF_THE_FILE.contains(e.getCode()) ? unreadable(e) : unavailable(e);
    }
  }

  private SessionOptions options() throws OrtException {
    SessionOptions options = new SessionOptions();
    options.setOptimizationLevel(OptLevel.ALL_OPT);
    options.setIntraOpNumThreads(settings.threads());
    options.setInterOpNumThreads(ONE_AT_A_TIME);
    // Threads that wait for work sleep: the cores are shared with pre- and postprocessing.
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    return options;
  }

  private OrtCUDAProviderOptions cudaOptions() throws OrtException {
    OrtCUDAProviderOptions options = new OrtCUDAProviderOptions();
    for (Map.Entry<String, String> option : settings.cuda().options().entrySet()) {
      options.add(option.getKey(), option.getValue());
    }
    return options;
  }

  private static RejectedException unreadable(OrtException e) {
    return new RejectedException(
        "MODEL_UNREADABLE", "ONNX Runtime cannot open the file: " + e.getMessage());
  }

  private static RejectedException unavailable(OrtException e) {
    return new RejectedException("DEVICE_UNAVAILABLE", "CUDA cannot be used: " + e.getMessage());
  }
}
