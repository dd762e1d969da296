package io.carryover.inference.onnx.blocked;

import static io.carryover.inference.onnx.blocked.UnsupportedGraphException.require;

import java.util.LinkedHashMap;
import java.util.Map;

/** Kernels in the order of the rewritten graph: constants, or inputs where they come with a run. */
final class Weights {
  private final SourceGraph source;
  private final BlockedNodes nodes;
  private final Map<String, FilterLayout> inputs = new LinkedHashMap<>();

  Weights(SourceGraph source, BlockedNodes nodes) {
    this.source = source;
    this.nodes = nodes;
  }

  /** The value that holds them. */
  String laid(String weight, FilterLayout layout) {
    return source.isInput(weight)
        ? input(weight, layout)
        : nodes.constant(layout.of(source.constant(weight)), layout.shape());
  }

  /** How those that are inputs must be laid out, by name. */
  Map<String, FilterLayout> inputs() {
    return inputs;
  }

  private String input(String weight, FilterLayout layout) {
    require(inputs.putIfAbsent(weight, layout) == null, weight + " is used twice");
    return nodes.input(weight, layout.shape());
  }
}
