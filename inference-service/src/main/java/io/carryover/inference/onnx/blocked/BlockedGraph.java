package io.carryover.inference.onnx.blocked;

import static io.carryover.inference.onnx.blocked.UnsupportedGraphException.require;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import io.carryover.imaging.volume.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A 3D network rewritten for patches of one shape, one patch at a time: input (1, 1, D, H, W),
 * output (1, C, D, H, W), both named as in the graph that it is made of. Weights that are inputs of
 * that graph are inputs here too, laid out as {@link #filters} says.
 */
public final class BlockedGraph {
  private final SourceGraph source;
  private final BlockedNodes nodes = new BlockedNodes();
  private final Weights weights;
  private final ConvRewrite convolution;
  private final NormRewrite norm;
  private final ResizeRewrite resize;
  private final Map<String, FeatureMap> values = new HashMap<>();
  private final Map<String, NodeProto> normsToCome = new HashMap<>();
  private final ModelProto model;

  private BlockedGraph(SourceGraph source, Shape patch, int block) {
    this.source = source;
    this.weights = new Weights(source, nodes);
    this.convolution = new ConvRewrite(source, nodes, weights, block);
    this.norm = new NormRewrite(source, nodes, block);
    this.resize = new ResizeRewrite(source, nodes, block);
    this.model = rewritten(patch);
  }

  /**
   * Rewrites a graph.
   *
   * @param patch shape of the patches
   * @param block channels of a block, as this processor has them
   * @throws UnsupportedGraphException if it has an operator, or uses one in a way, that is not
   *     rewritten
   */
  public static BlockedGraph of(ModelProto model, Shape patch, int block) {
    return new BlockedGraph(new SourceGraph(model.getGraph()), patch, block);
  }

  /** The rewritten graph, serialised. */
  public byte[] model() {
    return model.toByteArray();
  }

  /** Layouts of the weights that are inputs, by name. */
  public Map<String, FilterLayout> filters() {
    return Map.copyOf(weights.inputs());
  }

  private ModelProto rewritten(Shape patch) {
    values.put(source.image(), image(patch));
    source.nodes().forEach(this::rewrite);
    FeatureMap y = value(source.output());
    return nodes.model(
        source.output(), unblocked(y), 1, y.channels(), y.depth(), y.height(), y.width());
  }

  private FeatureMap image(Shape patch) {
    int depth = patch.depth();
    String image = nodes.input(source.image(), 1, 1, depth, patch.height(), patch.width());
    String slices = nodes.reshape(image, depth, 1, patch.height(), patch.width());
    return new FeatureMap(slices, Order.ROWS, depth, 1, patch.height(), patch.width());
  }

  private void rewrite(NodeProto node) {
    require(node.getOutputCount() == 1, node.getOutput(0) + " has several outputs");
    String output = node.getOutput(0);
    switch (node.getOpType()) {
      case "Conv" -> values.put(output, convolution.of(node, value(node.getInput(0))));
      case "InstanceNormalization" -> normsToCome.put(output, node);
      case "Relu" -> values.put(output, rectified(node.getInput(0)));
      case "Add" -> values.put(output, sum(node));
      case "Resize" -> values.put(output, resize.of(node, blocks(node.getInput(0))));
      default -> throw new UnsupportedGraphException(node.getOpType() + " is not rewritten");
    }
  }

  /** A norm is written when it is used, since most are rectified in the same pass. */
  private FeatureMap value(String name) {
    NodeProto waiting = normsToCome.get(name);
    if (waiting != null) {
      return norm.of(waiting, blocks(waiting.getInput(0)));
    }
    require(values.containsKey(name), name + " is not a computed value");
    return values.get(name);
  }

  private FeatureMap blocks(String name) {
    FeatureMap value = value(name);
    require(value.order() == Order.BLOCKS, "the image goes elsewhere than into a convolution");
    return value;
  }

  private FeatureMap rectified(String input) {
    NodeProto waiting = normsToCome.get(input);
    if (waiting != null) {
      return norm.rectified(waiting, blocks(waiting.getInput(0)));
    }
    FeatureMap x = blocks(input);
    return x.named(nodes.standard("Relu", List.of(x.name())));
  }

  private FeatureMap sum(NodeProto node) {
    FeatureMap left = blocks(node.getInput(0));
    FeatureMap right = blocks(node.getInput(1));
    require(left.hasShapeOf(right), node.getOutput(0) + " adds values of two shapes");
    return left.named(nodes.standard("Add", List.of(left.name(), right.name())));
  }

  /** (D, C, H, W) in blocks to (1, C, D, H, W) in rows. */
  private String unblocked(FeatureMap y) {
    require(y.order() == Order.BLOCKS, "the output is the image");
    String rows =
        nodes.blocked("ReorderOutput", List.of(y.name()), Attributes.one("channels", y.channels()));
    String channels = nodes.standard("Transpose", List.of(rows), Attributes.of("perm", 1, 0, 2, 3));
    return nodes.reshape(channels, 1, y.channels(), y.depth(), y.height(), y.width());
  }
}
