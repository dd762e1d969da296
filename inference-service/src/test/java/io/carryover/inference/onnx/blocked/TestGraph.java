package io.carryover.inference.onnx.blocked;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A 3D graph written node by node, weights drawn: image (1, 1, D, H, W) to the last value. */
final class TestGraph {
  private static final int OPSET = 17;
  private static final int AXES = 5;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("test");
  private final Random random = new Random(3);

  TestGraph() {
    graph.addInput(value("image", 1));
  }

  /** Adds a convolution without bias. */
  String conv(String x, int inputs, int outputs, int edge, long stride) {
    long pad = edge / 2;
    return node(
        "Conv",
        List.of(x, drawn(outputs, inputs, edge, edge, edge)),
        Attributes.of("kernel_shape", edge, edge, edge),
        Attributes.of("strides", stride, stride, stride),
        Attributes.of("pads", pad, pad, pad, pad, pad, pad));
  }

  /** Adds an instance norm with scale and bias. */
  String norm(String x, int channels) {
    return node("InstanceNormalization", List.of(x, drawn(channels), drawn(channels)));
  }

  /** Adds trilinear upsampling. */
  String resize(String x, float factor) {
    return node(
        "Resize",
        List.of(x, "", constant(new float[] {1, 1, factor, factor, factor}, AXES)),
        Attributes.of("mode", "linear"),
        Attributes.of("coordinate_transformation_mode", "align_corners"));
  }

  /** Adds any operator. */
  String node(String operator, List<String> inputs, AttributeProto... attributes) {
    String name = operator.toLowerCase(Locale.ROOT) + graph.getNodeCount();
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .addAllInput(inputs)
            .addOutput(name)
            .addAllAttribute(List.of(attributes)));
    return name;
  }

  /** Adds a constant of drawn numbers. */
  String drawn(long... shape) {
    int size = 1;
    for (long side : shape) {
      size = Math.multiplyExact(size, (int) side);
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return constant(values, shape);
  }

  /** Ends with this value. */
  ModelProto model(String output, int channels) {
    graph.addOutput(value(output, channels));
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
        .setGraph(graph)
        .build();
  }

  private String constant(float[] values, long... shape) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName("constant" + graph.getInitializerCount())
            .setDataType(TensorProto.DataType.FLOAT_VALUE)
            .setRawData(ByteString.copyFrom(bytes));
    for (long side : shape) {
      tensor.addDims(side);
    }
    graph.addInitializer(tensor);
    return tensor.getName();
  }

  private static ValueInfoProto value(String name, int channels) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    shape.addDimBuilder().setDimParam("batch");
    shape.addDimBuilder().setDimValue(channels);
    for (String side : List.of("depth", "height", "width")) {
      shape.addDimBuilder().setDimParam(side + "_of_" + name);
    }
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE).setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
