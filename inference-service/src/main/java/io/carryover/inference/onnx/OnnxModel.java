package io.carryover.inference.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.carryover.imaging.contract.ContractException;
import io.carryover.imaging.contract.GoldenPair;
import io.carryover.imaging.contract.ModelContract;
import io.carryover.runtime.failure.RejectedException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An opened model file: its contract, its golden pair, a session of its graph, and where it carries
 * a posterior a session that takes sampled weights.
 *
 * <p>The graph has one input (N, 1, D, H, W) and one output (N, 2, D, H, W), float32, N, D, H, W
 * symbolic. Runs of the mean weights may overlap; {@link #close} waits for none of them.
 */
public final class OnnxModel implements PosteriorNetwork, AutoCloseable {
  private static final int AXES = 5;

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Device device;
  private final ModelContract contract;
  private final GoldenPair golden;
  private final Optional<SampledSession> sampled;

  private OnnxModel(
      OrtEnvironment environment, SessionOpening opening, SessionOpening.Opened opened, Path file)
      throws OrtException {
    Map<String, String> metadata = opened.session().getMetadata().getCustomMetadata();
    this.environment = environment;
    this.session = opened.session();
    this.device = opened.device();
    this.contract = ModelContract.fromMetadata(metadata);
    this.golden = GoldenPair.fromMetadata(metadata);
    requireOneTensor("input", session.getInputInfo().values());
    requireOneTensor("output", session.getOutputInfo().values());
    this.sampled = SampledSession.open(environment, opening, file);
  }

  /**
   * Opens a file and reads what it states about itself.
   *
   * @throws RejectedException MODEL_UNREADABLE if it is no graph that runs here, CONTRACT_INVALID
   *     if its metadata or its graph break the contract, DEVICE_UNAVAILABLE if the device that is
   *     asked for cannot be used
   */
  public static OnnxModel open(Path file, SessionSettings settings) {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    SessionOpening opening = new SessionOpening(environment, settings);
    SessionOpening.Opened opened = opening.open(file);
    try {
      return new OnnxModel(environment, opening, opened, file);
    } catch (ContractException e) {
      closeQuietly(opened.session());
      throw invalid(e.getMessage());
    } catch (RejectedException e) {
      closeQuietly(opened.session());
      throw e;
    } catch (OrtException e) {
      closeQuietly(opened.session());
      throw new InferenceException("graph cannot be inspected: " + e.getMessage(), e);
    }
  }

  /** What the file states about itself. */
  public ModelContract contract() {
    return contract;
  }

  /** What computes. */
  public Device device() {
    return device;
  }

  /** An empty batch of the contract's patches. */
  public PatchBatch newBatch(int capacity) {
    return new PatchBatch(contract.input().patch(), capacity);
  }

  /** Runs the golden pair and compares. */
  public GoldenCheck checkGolden() {
    long[] shape = Arrays.stream(golden.shape()).asLongStream().toArray();
    try (OnnxTensor input =
            OnnxTensor.createTensor(environment, FloatBuffer.wrap(golden.input()), shape);
        OrtSession.Result result = session.run(Map.of(inputName(), input))) {
      return GoldenCheck.of(golden, floats((OnnxTensor) result.get(0)));
    } catch (OrtException e) {
      throw failed(shape, e);
    }
  }

  @Override
  public void run(PatchBatch batch) {
    new SessionRun(environment, session, inputName(), outputName()).of(batch, Map.of());
  }

  @Override
  public boolean hasPosterior() {
    return sampled.isPresent();
  }

  @Override
  public List<PatchNetwork> samples(int count, long seed) {
    if (count == 0) {
      return List.of();
    }
    return sampled
        .orElseThrow(() -> new IllegalStateException("the model has no posterior to draw from"))
        .samples(count, seed, inputName(), outputName());
  }

  /** Closes the sessions; the model can no longer be run. */
  @Override
  public void close() {
    sampled.ifPresent(SampledSession::close);
    closeQuietly(session);
  }

  private String inputName() {
    return session.getInputNames().iterator().next();
  }

  private String outputName() {
    return session.getOutputNames().iterator().next();
  }

  private static float[] floats(OnnxTensor tensor) {
    FloatBuffer buffer = tensor.getFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  private static void requireOneTensor(String side, Collection<NodeInfo> nodes) {
    if (nodes.size() != 1) {
      throw invalid("the graph needs one " + side + ", it has " + nodes.size());
    }
    if (!(nodes.iterator().next().getInfo() instanceof TensorInfo tensor)
        || tensor.type != OnnxJavaType.FLOAT
        || tensor.getShape().length != AXES) {
      throw invalid("the " + side + " must be float32 of five axes, it is " + nodes);
    }
  }

  private static RejectedException invalid(String message) {
    return new RejectedException("CONTRACT_INVALID", message);
  }

  static InferenceException failed(long[] shape, OrtException e) {
    return new InferenceException(
        "model cannot be run on %s: %s".formatted(Arrays.toString(shape), e.getMessage()), e);
  }

  static void closeQuietly(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new InferenceException("session cannot be closed: " + e.getMessage(), e);
    }
  }
}
