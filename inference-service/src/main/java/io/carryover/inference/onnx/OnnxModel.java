package io.carryover.inference.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import com.google.protobuf.InvalidProtocolBufferException;
import io.carryover.imaging.contract.ContractException;
import io.carryover.imaging.contract.GoldenPair;
import io.carryover.imaging.contract.ModelContract;
import io.carryover.imaging.volume.Shape;
import io.carryover.runtime.failure.RejectedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * An opened model file: its contract, its golden pair, and its graph, or on the processor the one
 * that computes the same faster.
 *
 * <p>The file's graph has one input (N, 1, D, H, W) and one output (N, 2, D, H, W), float32, N, D,
 * H, W symbolic; it is run on patches of the contract's shape. Runs of the mean weights may
 * overlap; {@link #close} waits for none of them.
 */
public final class OnnxModel implements PosteriorNetwork, AutoCloseable {
  private static final int AXES = 5;

  private final OpenGraph graph;
  private final GraphChoice choice;
  private final Device device;
  private final ModelContract contract;
  private final GoldenPair golden;

  private OnnxModel(
      OrtEnvironment environment, SessionOpening opening, SessionOpening.Opened opened, Path file)
      throws OrtException {
    OrtSession session = opened.session();
    Map<String, String> metadata = session.getMetadata().getCustomMetadata();
    this.device = opened.device();
    this.contract = ModelContract.fromMetadata(metadata);
    this.golden = GoldenPair.fromMetadata(metadata);
    requireOneTensor("input", session.getInputInfo().values());
    requireOneTensor("output", session.getOutputInfo().values());
    GraphSelection.Selected selected =
        selected(SessionRun.of(environment, session), opening.on(device), parsed(file));
    this.graph = selected.graph();
    this.choice = selected.choice();
  }

  private GraphSelection.Selected selected(
      SessionRun exported, SessionOpening opening, ModelProto model) {
    GraphSelection selection = new GraphSelection(opening, model);
    Shape patch = contract.input().patch();
    return device == Device.CPU && opening.prefersFastest()
        ? selection.fastest(exported, patch)
        : selection.exported(exported, GraphChoice.exported("as asked for"));
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

  /** Which graph computes, and why. */
  public GraphChoice graph() {
    return choice;
  }

  /** An empty batch of the contract's patches. */
  public PatchBatch newBatch(int capacity) {
    return new PatchBatch(contract.input().patch(), capacity);
  }

  /** Runs the golden pair and compares. */
  public GoldenCheck checkGolden() {
    int[] shape = golden.shape();
    PatchBatch batch = new PatchBatch(new Shape(shape[2], shape[3], shape[4]), shape[0]);
    float[] input = golden.input();
    int voxels = batch.patch().voxels();
    for (int first = 0; first < input.length; first += voxels) {
      batch.add(Arrays.copyOfRange(input, first, first + voxels));
    }
    graph.mean(batch.patch()).run(batch);
    return GoldenCheck.of(golden, floats(batch.logits()));
  }

  @Override
  public void run(PatchBatch batch) {
    graph.mean(contract.input().patch()).run(required(batch));
  }

  @Override
  public boolean hasPosterior() {
    return graph.hasPosterior();
  }

  @Override
  public List<PatchNetwork> samples(int count, long seed) {
    if (count == 0) {
      return List.of();
    }
    if (!hasPosterior()) {
      throw new IllegalStateException("the model has no posterior to draw from");
    }
    return graph.samples(count, seed).stream()
        .<PatchNetwork>map(sample -> batch -> sample.run(required(batch)))
        .toList();
  }

  /** Closes the sessions; the model can no longer be run. */
  @Override
  public void close() {
    graph.close();
  }

  private PatchBatch required(PatchBatch batch) {
    Shape patch = contract.input().patch();
    if (!batch.patch().equals(patch)) {
      throw new IllegalArgumentException(
          "patches of %s differ from the contract's %s".formatted(batch.patch(), patch));
    }
    return batch;
  }

  private static ModelProto parsed(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return ModelProto.parseFrom(in);
    } catch (InvalidProtocolBufferException e) {
      throw new RejectedException("MODEL_UNREADABLE", "the file is no ONNX model", e);
    } catch (IOException e) {
      throw new UncheckedIOException("model cannot be read: " + file, e);
    }
  }

  private static float[] floats(FloatBuffer buffer) {
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
