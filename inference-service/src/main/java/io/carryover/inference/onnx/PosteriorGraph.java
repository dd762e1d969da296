package io.carryover.inference.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.carryover.imaging.contract.PosteriorNames;
import io.carryover.runtime.failure.RejectedException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The posterior that a model file carries, and its graph with the weights of the posterior as
 * inputs, so that each run can have its own.
 *
 * <pre>
 *   file:  graph, initializer NAME.weight (the mean) -----------------+
 *          training_info, initializer NAME.logVariance --> Layer(mean, logVariance)
 *   here:  the same graph, NAME.weight an input
 * </pre>
 */
final class PosteriorGraph {

  /**
   * A layer whose weights have a posterior: a Gaussian of diagonal covariance.
   *
   * @param input name of the graph's input
   * @param shape of its weights
   * @param mean in C order
   * @param logVariance in C order
   */
  record Layer(String input, List<Long> shape, FloatBuffer mean, FloatBuffer logVariance) {}

  private final List<Layer> layers;
  private final ModelProto model;

  private PosteriorGraph(List<Layer> layers, ModelProto model) {
    this.layers = layers;
    this.model = model;
  }

  /**
   * Finds the posterior of a model.
   *
   * @return empty where it carries none
   * @throws RejectedException CONTRACT_INVALID if the posterior is not one of the graph's weights
   */
  static Optional<PosteriorGraph> of(ModelProto model) {
    Map<String, TensorProto> logVariances = logVariances(model);
    return logVariances.isEmpty() ? Optional.empty() : Optional.of(of(model, logVariances));
  }

  /** The layers that have a posterior, in the order of the file. */
  List<Layer> layers() {
    return layers;
  }

  /** The model whose graph takes their weights as inputs. */
  ModelProto model() {
    return model;
  }

  private static Map<String, TensorProto> logVariances(ModelProto model) {
    return model.getTrainingInfoList().stream()
        .flatMap(info -> info.getInitialization().getInitializerList().stream())
        .filter(tensor -> PosteriorNames.isLogVariance(tensor.getName()))
        .collect(
            Collectors.toMap(
                tensor -> PosteriorNames.weight(tensor.getName()),
                tensor -> tensor,
                (first, second) -> second,
                LinkedHashMap::new));
  }

  private static PosteriorGraph of(ModelProto model, Map<String, TensorProto> logVariances) {
    GraphProto.Builder graph = model.getGraph().toBuilder().clearInitializer();
    List<Layer> layers = new ArrayList<>();
    for (TensorProto tensor : model.getGraph().getInitializerList()) {
      TensorProto logVariance = logVariances.remove(tensor.getName());
      if (logVariance == null) {
        graph.addInitializer(tensor);
      } else {
        layers.add(layer(tensor, logVariance));
        graph.addInput(input(tensor));
      }
    }
    requireAllFound(logVariances);
    return new PosteriorGraph(
        layers, model.toBuilder().setGraph(graph).clearTrainingInfo().build());
  }

  private static Layer layer(TensorProto mean, TensorProto logVariance) {
    if (!mean.getDimsList().equals(logVariance.getDimsList())) {
      throw new RejectedException(
          "CONTRACT_INVALID",
          "log variances of %s must be %s, are %s"
              .formatted(mean.getName(), mean.getDimsList(), logVariance.getDimsList()));
    }
    return new Layer(mean.getName(), mean.getDimsList(), floats(mean), floats(logVariance));
  }

  private static void requireAllFound(Map<String, TensorProto> left) {
    if (!left.isEmpty()) {
      throw new RejectedException(
          "CONTRACT_INVALID",
          "the posterior speaks of weights that the graph lacks: " + left.keySet());
    }
  }

  private static FloatBuffer floats(TensorProto tensor) {
    FloatBuffer values =
        tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    long expected = tensor.getDimsList().stream().reduce(1L, Math::multiplyExact);
    if (tensor.getDataType() != TensorProto.DataType.FLOAT_VALUE
        || values.remaining() != expected) {
      throw new RejectedException(
          "CONTRACT_INVALID",
          "%s must be %d floats of raw data, has %d"
              .formatted(tensor.getName(), expected, values.remaining()));
    }
    return values;
  }

  private static ValueInfoProto input(TensorProto tensor) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    tensor
        .getDimsList()
        .forEach(side -> shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(side)));
    return ValueInfoProto.newBuilder()
        .setName(tensor.getName())
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(tensor.getDataType())
                        .setShape(shape)))
        .build();
  }
}
