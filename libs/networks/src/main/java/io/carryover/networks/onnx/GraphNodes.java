package io.carryover.networks.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The operators that the U-Net needs, appended to one graph in execution order. A value is named
 * after the node that computes it. Not safe for concurrent use.
 */
final class GraphNodes {

  /** Epsilon of the instance norm, as in training. */
  private static final float EPSILON = 1e-5f;

  /** Names an optional input that is left out. */
  private static final String NONE = "";

  private static final String TWICE = "twice";

  private final GraphProto.Builder graph;
  private final Map<String, TensorProto> constants = new LinkedHashMap<>();

  GraphNodes(String name) {
    this.graph = GraphProto.newBuilder().setName(name);
  }

  /** Declares a float input; a dimension is a number or a symbol. */
  String input(String name, List<String> dimensions) {
    graph.addInput(floats(name, dimensions));
    return name;
  }

  /** Declares a float output; a dimension is a number or a symbol. */
  void output(String name, List<String> dimensions) {
    graph.addOutput(floats(name, dimensions));
  }

  /** 3D convolution without bias, padded with edge / 2 on every side. */
  String conv(String name, String input, String weights, int edge, int stride) {
    return append(
        node("Conv", name, input, weights)
            .addAttribute(integers("kernel_shape", edge, edge, edge))
            .addAttribute(integers("strides", stride, stride, stride))
            .addAttribute(integers("pads", pads(edge / 2))));
  }

  /** Instance norm with scale 1 and bias 0: the network has no affine part. */
  String instanceNorm(String name, String input, int channels) {
    String scale = constant("one_" + channels, List.of((long) channels), filled(channels, 1));
    String bias = constant("zero_" + channels, List.of((long) channels), filled(channels, 0));
    return append(
        node("InstanceNormalization", name, input, scale, bias)
            .addAttribute(attribute("epsilon", AttributeProto.AttributeType.FLOAT).setF(EPSILON)));
  }

  String relu(String name, String input) {
    return append(node("Relu", name, input));
  }

  String add(String name, String left, String right) {
    return append(node("Add", name, left, right));
  }

  String mul(String name, String left, String right) {
    return append(node("Mul", name, left, right));
  }

  String exp(String name, String input) {
    return append(node("Exp", name, input));
  }

  /** Standard normal noise in the shape of a value, anew at each run. */
  String randomNormalLike(String name, String like) {
    return append(node("RandomNormalLike", name, like));
  }

  /** Trilinear upsampling to twice the spatial sides, corners aligned. */
  String twice(String name, String input) {
    String scales = constant(TWICE, List.of(5L), new float[] {1, 1, 2, 2, 2});
    return append(
        node("Resize", name, input, NONE, scales)
            .addAttribute(text("mode", "linear"))
            .addAttribute(text("coordinate_transformation_mode", "align_corners")));
  }

  /** A constant float tensor in C order; the first one of a name stays. */
  String constant(String name, List<Long> shape, float[] values) {
    constants.computeIfAbsent(name, key -> tensor(key, shape, values));
    return name;
  }

  GraphProto build() {
    return graph.addAllInitializer(constants.values()).build();
  }

  private String append(NodeProto.Builder node) {
    graph.addNode(node);
    return node.getName();
  }

  private static NodeProto.Builder node(String operator, String name, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(operator)
        .setName(name)
        .addAllInput(List.of(inputs))
        .addOutput(name);
  }

  private static AttributeProto.Builder attribute(String name, AttributeProto.AttributeType type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }

  private static AttributeProto.Builder integers(String name, long... values) {
    AttributeProto.Builder attribute = attribute(name, AttributeProto.AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute;
  }

  private static AttributeProto.Builder text(String name, String value) {
    return attribute(name, AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value));
  }

  private static long[] pads(long pad) {
    return new long[] {pad, pad, pad, pad, pad, pad};
  }

  private static float[] filled(int length, float value) {
    float[] values = new float[length];
    Arrays.fill(values, value);
    return values;
  }

  private static TensorProto tensor(String name, List<Long> shape, float[] values) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(TensorProto.DataType.FLOAT_VALUE)
        .addAllDims(shape)
        .setRawData(littleEndian(values))
        .build();
  }

  private static ByteString littleEndian(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return ByteString.copyFrom(bytes);
  }

  private static ValueInfoProto floats(String name, List<String> dimensions) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    dimensions.forEach(dimension -> shape.addDim(dimension(dimension)));
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE).setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  private static TensorShapeProto.Dimension.Builder dimension(String dimension) {
    TensorShapeProto.Dimension.Builder builder = TensorShapeProto.Dimension.newBuilder();
    return Character.isDigit(dimension.charAt(0))
        ? builder.setDimValue(Long.parseLong(dimension))
        : builder.setDimParam(dimension);
  }
}
