package io.carryover.inference.onnx.blocked;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.List;

/**
 * A graph that tells how many channels a block has on the processor that runs it: the channels that
 * four become when they are brought into blocks.
 */
public final class BlockProbe {
  private static final int CHANNELS = 4;
  private static final int AXES = 4;
  private static final int CHANNEL_AXIS = 1;

  private BlockProbe() {}

  /** The graph, serialised: no input, the shape in blocks as its only output. */
  public static byte[] model() {
    BlockedNodes nodes = new BlockedNodes();
    String four = nodes.constant(new float[CHANNELS], 1, CHANNELS, 1, 1);
    String blocks = nodes.blocked("ReorderInput", List.of(four));
    String shape = nodes.standard("Shape", List.of(blocks));
    String floats =
        nodes.standard(
            "Cast", List.of(shape), Attributes.one("to", (long) TensorProto.DataType.FLOAT_VALUE));
    return nodes.model("shape", floats, AXES).toByteArray();
  }

  /** Reads the output. */
  public static int block(float[] shape) {
    return (int) shape[CHANNEL_AXIS];
  }
}
