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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A graph under construction. The same operation on the same values is computed once, and the same
 * constant is held once, however often they are asked for.
 */
final class BlockedNodes {
  /** Domain of ONNX Runtime's operators on blocked channels. */
  private static final String BLOCKED = "com.microsoft.nchwc";

  private static final String STANDARD = "";
  private static final int IR_VERSION = 8;
  private static final int OPSET = 17;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("blocked");
  private final Map<NodeProto, String> computed = new HashMap<>();
  private final Map<TensorProto, String> constants = new HashMap<>();

  /** Declares a float input. */
  String input(String name, long... shape) {
    graph.addInput(floats(name, shape));
    return name;
  }

  /** A standard operator; the value that it computes. */
  String standard(String operator, List<String> inputs, AttributeProto... attributes) {
    return append(STANDARD, operator, inputs, attributes);
  }

  /** An operator on blocked channels; the value that it computes. */
  String blocked(String operator, List<String> inputs, AttributeProto... attributes) {
    return append(BLOCKED, operator, inputs, attributes);
  }

  /** The same values in another shape, nothing moved. */
  String reshape(String value, long... shape) {
    return standard("Reshape", List.of(value, integers(new long[] {shape.length}, shape)));
  }

  /** Slices mixed by a matrix: (columns, ...) to (rows, ...) of a value of two axes. */
  String mixed(Matrix matrix, String value) {
    return standard("MatMul", List.of(constant(matrix), value));
  }

  String constant(Matrix matrix) {
    return constant(matrix.floats(), matrix.rows(), matrix.columns());
  }

  String constant(float[] values, long... shape) {
    ByteBuffer bytes = littleEndian(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return constant(TensorProto.DataType.FLOAT_VALUE, bytes, shape);
  }

  String integers(long[] shape, long... values) {
    ByteBuffer bytes = littleEndian(values.length * Long.BYTES);
    bytes.asLongBuffer().put(values);
    return constant(TensorProto.DataType.INT64_VALUE, bytes, shape);
  }

  /** Ends the graph with an output of this name and shape. */
  ModelProto model(String output, String value, long... shape) {
    graph.addNode(
        NodeProto.newBuilder().setOpType("Identity").addInput(value).addOutput(output).build());
    graph.addOutput(floats(output, shape));
    constants.forEach((tensor, name) -> graph.addInitializer(tensor.toBuilder().setName(name)));
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .addOpsetImport(opset(STANDARD, OPSET))
        .addOpsetImport(opset(BLOCKED, 1))
        .setGraph(graph)
        .build();
  }

  private String append(
      String domain, String operator, List<String> inputs, AttributeProto... attributes) {
    NodeProto node =
        NodeProto.newBuilder()
            .setDomain(domain)
            .setOpType(operator)
            .addAllInput(inputs)
            .addAllAttribute(List.of(attributes))
            .build();
    return computed.computeIfAbsent(node, this::append);
  }

  private String append(NodeProto node) {
    String name = "value" + graph.getNodeCount();
    graph.addNode(node.toBuilder().setName(node.getOpType() + "_" + name).addOutput(name));
    return name;
  }

  private String constant(int type, ByteBuffer bytes, long... shape) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setDataType(type).setRawData(ByteString.copyFrom(bytes));
    for (long side : shape) {
      tensor.addDims(side);
    }
    return constants.computeIfAbsent(tensor.build(), key -> "constant" + constants.size());
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ValueInfoProto floats(String name, long... shape) {
    TensorShapeProto.Builder sides = TensorShapeProto.newBuilder();
    for (long side : shape) {
      sides.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(side));
    }
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE).setShape(sides);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  private static OperatorSetIdProto opset(String domain, int version) {
    return OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version).build();
  }
}
