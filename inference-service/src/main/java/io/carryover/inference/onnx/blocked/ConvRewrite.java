package io.carryover.inference.onnx.blocked;

import static io.carryover.inference.onnx.blocked.UnsupportedGraphException.require;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import io.carryover.inference.onnx.blocked.FilterLayout.Stacking;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** 3D convolutions by 2D ones. */
final class ConvRewrite {
  private final SourceGraph source;
  private final BlockedNodes nodes;
  private final Weights weights;
  private final int block;

  ConvRewrite(SourceGraph source, BlockedNodes nodes, Weights weights, int block) {
    this.source = source;
    this.nodes = nodes;
    this.weights = weights;
    this.block = block;
  }

  /** (D, I, H, W) to (D', O, H', W') in blocks. */
  FeatureMap of(NodeProto node, FeatureMap x) {
    Kernels kernels = Kernels.of(node, source.shape(node.getInput(1)));
    require(kernels.inputs() == x.channels(), node.getOutput(0) + " does not fit " + x.shape());
    String value = values(kernels, node.getInput(1), x);
    return new FeatureMap(
        value,
        Order.BLOCKS,
        kernels.steps(x.depth()),
        kernels.outputs(),
        kernels.steps(x.height()),
        kernels.steps(x.width()));
  }

  private String values(Kernels kernels, String weight, FeatureMap x) {
    if (kernels.edge() == 1) {
      return pointwise(kernels, weight, x);
    }
    boolean saves = Winograd.cheapest(x.depth()).multiplications(x.depth()) < taps(kernels, x);
    return kernels.stride() == 1 && x.order() == Order.BLOCKS && saves
        ? winograd(kernels, weight, x)
        : gathered(kernels, weight, x);
  }

  /** 1x1x1: every stride-th slice, then 1x1. */
  private String pointwise(Kernels kernels, String weight, FeatureMap x) {
    FilterLayout layout = layout(kernels, Matrix.identity(1), Stacking.INPUTS, x);
    return convolution(everyStep(kernels.stride(), x), weight, layout, kernels, 1);
  }

  private String everyStep(int stride, FeatureMap x) {
    long[] kept = LongStream.iterate(0, d -> d < x.depth(), d -> d + stride).toArray();
    return stride == 1 ? x.name() : slices(x.name(), new long[] {kept.length}, kept);
  }

  /** Three taps side by side on the channels: (D', 3 I, H, W), then 3x3. */
  private String gathered(Kernels kernels, String weight, FeatureMap x) {
    int channels = channels(x);
    int depth = kernels.steps(x.depth());
    String zeros =
        nodes.constant(
            new float[channels * x.height() * x.width()], 1, channels, x.height(), x.width());
    String padded = nodes.standard("Concat", List.of(x.name(), zeros), Attributes.one("axis", 0L));
    String taps =
        slices(padded, new long[] {depth, Winograd.TAPS}, taps(kernels, depth, x.depth()));
    String stacked =
        nodes.reshape(taps, depth, (long) Winograd.TAPS * channels, x.height(), x.width());
    FilterLayout layout = layout(kernels, Matrix.identity(Winograd.TAPS), Stacking.INPUTS, x);
    require(
        x.order() == Order.BLOCKS || layout.shape()[1] < block,
        "the image has " + x.channels() + " channels");
    return convolution(stacked, weight, layout, kernels, 1);
  }

  /** For each slice made the one before, itself and the one after; the zeros lie after the last. */
  private static long[] taps(Kernels kernels, int made, int depth) {
    return IntStream.range(0, made * Winograd.TAPS)
        .map(i -> i / Winograd.TAPS * kernels.stride() + i % Winograd.TAPS - 1)
        .mapToLong(slice -> slice < 0 ? depth : slice)
        .toArray();
  }

  /** Products as groups: (D / m, n I, H, W), 3x3 in n groups, (D, O, H, W). */
  private String winograd(Kernels kernels, String weight, FeatureMap x) {
    Winograd scheme = Winograd.cheapest(x.depth());
    int groups = scheme.groups(x.depth());
    long area = (long) x.height() * x.width();
    String flat = nodes.reshape(x.name(), x.depth(), channels(x) * area);
    String mixed = nodes.mixed(scheme.inputOf(x.depth()), flat);
    String stacked =
        nodes.reshape(mixed, groups, (long) scheme.products() * channels(x), x.height(), x.width());
    FilterLayout layout = layout(kernels, scheme.filter(), Stacking.OUTPUTS, x);
    String products = convolution(stacked, weight, layout, kernels, scheme.products());
    return unmixed(scheme, products, x, Blocks.padded(kernels.outputs(), block));
  }

  private String unmixed(Winograd scheme, String products, FeatureMap x, int channels) {
    long values = (long) channels * x.height() * x.width();
    boolean whole = x.depth() % scheme.outputs() == 0;
    String mixed =
        whole
            ? nodes.mixed(
                scheme.output(),
                nodes.reshape(products, scheme.groups(x.depth()), scheme.products(), values))
            : nodes.mixed(
                scheme.outputOf(x.depth()),
                nodes.reshape(products, scheme.multiplications(x.depth()), values));
    return nodes.reshape(mixed, x.depth(), channels, x.height(), x.width());
  }

  private String convolution(
      String x, String weight, FilterLayout layout, Kernels kernels, int groups) {
    long pad = kernels.edge() / 2;
    AttributeProto[] attributes = {
      Attributes.of("kernel_shape", kernels.edge(), kernels.edge()),
      Attributes.of("strides", kernels.stride(), kernels.stride()),
      Attributes.of("pads", pad, pad, pad, pad),
      Attributes.one("group", groups)
    };
    return nodes.blocked("Conv", List.of(x, weights.laid(weight, layout)), attributes);
  }

  private String slices(String value, long[] shape, long... numbers) {
    return nodes.standard(
        "Gather", List.of(value, nodes.integers(shape, numbers)), Attributes.one("axis", 0L));
  }

  private FilterLayout layout(Kernels kernels, Matrix planes, Stacking stacking, FeatureMap x) {
    return new FilterLayout(kernels, planes, stacking, x.order(), block);
  }

  private int channels(FeatureMap x) {
    return x.order() == Order.BLOCKS ? Blocks.padded(x.channels(), block) : x.channels();
  }

  private static int taps(Kernels kernels, FeatureMap x) {
    return Winograd.TAPS * kernels.steps(x.depth());
  }
}
