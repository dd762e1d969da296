package io.carryover.inference.onnx.blocked;

import static io.carryover.inference.onnx.blocked.UnsupportedGraphException.require;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.Arrays;
import java.util.List;

/** Trilinear upsampling by a whole factor, corners aligned: along D by a matrix, then H and W. */
final class ResizeRewrite {
  private static final int SCALES = 2;
  private static final int AXES = 5;

  private final SourceGraph source;
  private final BlockedNodes nodes;
  private final int block;

  ResizeRewrite(SourceGraph source, BlockedNodes nodes, int block) {
    this.source = source;
    this.nodes = nodes;
    this.block = block;
  }

  /** (D, C, H, W) to (f D, C, f H, f W). */
  FeatureMap of(NodeProto node, FeatureMap x) {
    int factor = factor(node);
    int channels = Blocks.padded(x.channels(), block);
    long values = (long) channels * x.height() * x.width();
    String deeper =
        nodes.mixed(
            Matrix.interpolation(x.depth(), factor), nodes.reshape(x.name(), x.depth(), values));
    int depth = factor * x.depth();
    String slices = nodes.reshape(deeper, depth, channels, x.height(), x.width());
    String larger =
        nodes.blocked(
            "Upsample",
            List.of(slices),
            Attributes.of("scales", 1, 1, factor, factor),
            Attributes.of("mode", "linear"),
            Attributes.of("coordinate_transformation_mode", "align_corners"));
    return new FeatureMap(
        larger, x.order(), depth, x.channels(), factor * x.height(), factor * x.width());
  }

  private int factor(NodeProto node) {
    Attributes attributes = new Attributes(node);
    boolean trilinear =
        attributes.text("mode", "nearest").equals("linear")
            && attributes
                .text("coordinate_transformation_mode", "half_pixel")
                .equals("align_corners");
    require(
        trilinear && node.getInputCount() == SCALES + 1, node.getOutput(0) + " is not trilinear");
    return factor(node, source.constant(node.getInput(SCALES)));
  }

  private static int factor(NodeProto node, float[] scales) {
    int factor = scales.length == AXES ? (int) scales[AXES - 1] : 0;
    float[] whole = {1, 1, factor, factor, factor};
    require(
        factor > 1 && Arrays.equals(scales, whole),
        node.getOutput(0) + " has no single whole factor");
    return factor;
  }
}
