package io.carryover.inference.onnx.blocked;

import static io.carryover.inference.onnx.blocked.UnsupportedGraphException.require;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The graph that is rewritten: the image, which is its first input, weights, which are constants or
 * further inputs, nodes and one output.
 */
final class SourceGraph {
  private final GraphProto graph;
  private final Map<String, TensorProto> constants;
  private final Map<String, ValueInfoProto> inputs;

  SourceGraph(GraphProto graph) {
    require(graph.getOutputCount() == 1, "the graph has no single output");
    require(graph.getInputCount() > 0, "the graph has no input");
    this.graph = graph;
    this.constants = byName(graph.getInitializerList(), TensorProto::getName);
    this.inputs = byName(graph.getInputList(), ValueInfoProto::getName);
  }

  /** Nodes in the order of execution. */
  List<NodeProto> nodes() {
    return graph.getNodeList();
  }

  String image() {
    return graph.getInput(0).getName();
  }

  String output() {
    return graph.getOutput(0).getName();
  }

  /** Whether a value comes with each run. */
  boolean isInput(String name) {
    return inputs.containsKey(name) && !constants.containsKey(name);
  }

  /** Shape of a constant or of an input of known sides. */
  List<Long> shape(String name) {
    if (constants.containsKey(name)) {
      return constants.get(name).getDimsList();
    }
    require(inputs.containsKey(name), name + " is computed, not a weight");
    return inputs.get(name).getType().getTensorType().getShape().getDimList().stream()
        .map(TensorShapeProto.Dimension::getDimValue)
        .toList();
  }

  /** A constant in C order. */
  float[] constant(String name) {
    TensorProto tensor = constants.get(name);
    require(tensor != null, name + " is no constant");
    require(
        tensor.getDataType() == TensorProto.DataType.FLOAT_VALUE && tensor.hasRawData(),
        name + " is not raw float32");
    FloatBuffer buffer =
        tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  private static <T> Map<String, T> byName(List<T> things, Function<T, String> name) {
    return things.stream().collect(Collectors.toMap(name, Function.identity()));
  }
}
