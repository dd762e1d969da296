package io.carryover.inference.onnx.blocked;

import static io.carryover.inference.onnx.blocked.UnsupportedGraphException.require;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.Collections;
import java.util.List;

/**
 * A 3D convolution with cubic kernels, as many steps along each axis, and padding that keeps the
 * sides: E / 2.
 *
 * @param outputs O
 * @param inputs I
 * @param edge E, 1 or 3
 * @param stride steps
 */
record Kernels(int outputs, int inputs, int edge, int stride) {
  private static final int AXES = 3;
  private static final List<Long> DENSE = Collections.nCopies(AXES, 1L);

  /**
   * Reads a convolution.
   *
   * @param shape of its weights, (O, I, E, E, E)
   */
  static Kernels of(NodeProto node, List<Long> shape) {
    require(node.getInputCount() == 2, node.getOutput(0) + " has a bias");
    require(shape.size() == 2 + AXES, node.getOutput(0) + " is not 3D");
    Attributes attributes = new Attributes(node);
    int edge = shape.get(2).intValue();
    int stride = attributes.integers("strides", DENSE).get(0).intValue();
    Kernels kernels = new Kernels(shape.get(0).intValue(), shape.get(1).intValue(), edge, stride);
    require(kernels.areThoseOf(attributes, shape), node.getOutput(0) + " is no plain convolution");
    return kernels;
  }

  /** Slices, rows or columns that it makes of so many. */
  int steps(int side) {
    return (side - 1) / stride + 1;
  }

  private boolean areThoseOf(Attributes attributes, List<Long> shape) {
    return (edge == 1 || edge == Winograd.TAPS)
        && shape.subList(2, shape.size()).equals(same(edge))
        && attributes.integers("strides", DENSE).equals(same(stride))
        && attributes.integers("dilations", DENSE).equals(DENSE)
        && attributes.integer("group", 1) == 1
        && attributes.text("auto_pad", "NOTSET").equals("NOTSET")
        && attributes.integers("pads", Collections.nCopies(2 * AXES, 0L)).equals(pads());
  }

  private List<Long> pads() {
    return Collections.nCopies(2 * AXES, (long) (edge / 2));
  }

  private static List<Long> same(long value) {
    return Collections.nCopies(AXES, value);
  }
}
