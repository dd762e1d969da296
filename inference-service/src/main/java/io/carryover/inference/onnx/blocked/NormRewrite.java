package io.carryover.inference.onnx.blocked;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Instance norm, and the rectifier after it in the same pass.
 *
 * <pre>
 *   mean = pool(x) over H, W, then over D       centred = x - mean
 *   variance = the same of centred * centred    y = centred scale / sqrt(variance + epsilon) + bias
 * </pre>
 *
 * <p>The variance is that of centred values, as in ONNX Runtime's own: mean squares less squared
 * mean would be one pass less, and nothing but rounding where a patch is all background.
 */
final class NormRewrite {
  private static final float EPSILON = 1e-5f;

  private final SourceGraph source;
  private final BlockedNodes nodes;
  private final int block;

  NormRewrite(SourceGraph source, BlockedNodes nodes, int block) {
    this.source = source;
    this.nodes = nodes;
    this.block = block;
  }

  /** The norm alone. */
  FeatureMap of(NodeProto node, FeatureMap x) {
    return x.named(normed(node, x, List.of()));
  }

  /** The norm, then max(0, .). */
  FeatureMap rectified(NodeProto node, FeatureMap x) {
    return x.named(normed(node, x, List.of(Attributes.of("activation", "Relu"))));
  }

  private String normed(NodeProto node, FeatureMap x, List<AttributeProto> activation) {
    int channels = Blocks.padded(x.channels(), block);
    float epsilon = new Attributes(node).number("epsilon", EPSILON);
    String centred = centred(x, channels);
    String variance = mean(nodes.standard("Mul", List.of(centred, centred)), x, 1, epsilon);
    String scale =
        nodes.standard(
            "Div", List.of(perChannel(node, 1), nodes.standard("Sqrt", List.of(variance))));
    List<String> inputs =
        new ArrayList<>(List.of(centred, nodes.reshape(scale, channels, 1, 1, 1)));
    if (hasBias(node)) {
      inputs.add(nodes.reshape(perChannel(node, 2), channels));
    }
    return eachChannel(inputs, channels, activation);
  }

  private String centred(FeatureMap x, int channels) {
    float[] ones = new float[channels];
    Arrays.fill(ones, 1);
    String unit = nodes.constant(ones, channels, 1, 1, 1);
    String lower = nodes.reshape(mean(x.name(), x, -1, 0), channels);
    return eachChannel(List.of(x.name(), unit, lower), channels, List.of());
  }

  /** sign mean + plus of each channel, (1, C). */
  private String mean(String value, FeatureMap x, int sign, float plus) {
    float[] ones = new float[x.depth()];
    Arrays.fill(ones, 1);
    String slices = nodes.blocked("GlobalAveragePool", List.of(value));
    return nodes.standard(
        "Gemm",
        List.of(
            nodes.constant(ones, 1, x.depth()),
            nodes.reshape(slices, x.depth(), Blocks.padded(x.channels(), block)),
            nodes.constant(new float[] {plus}, 1)),
        Attributes.one("alpha", (float) sign / x.depth()));
  }

  /** Multiplies each channel by a factor, adds a summand: a convolution of one channel each. */
  private String eachChannel(List<String> inputs, int channels, List<AttributeProto> more) {
    List<AttributeProto> attributes = new ArrayList<>(more);
    attributes.add(Attributes.of("kernel_shape", 1, 1));
    attributes.add(Attributes.one("group", channels));
    return nodes.blocked("Conv", inputs, attributes.toArray(AttributeProto[]::new));
  }

  private String perChannel(NodeProto node, int input) {
    float[] values = Blocks.padded(source.constant(node.getInput(input)), block);
    return nodes.constant(values, 1, values.length);
  }

  private boolean hasBias(NodeProto node) {
    float[] bias = source.constant(node.getInput(2));
    return !Arrays.equals(bias, new float[bias.length]);
  }
}
