package io.carryover.inference.onnx;

import java.util.Locale;

/**
 * Which graph computes.
 *
 * @param graph the graph
 * @param reason why, in words
 */
public record GraphChoice(Graph graph, String reason) {

  /** What is run. */
  public enum Graph {
    /** The file's graph as it is. */
    EXPORTED,
    /** The same network for blocked channels of the processor. */
    BLOCKED
  }

  static GraphChoice exported(String reason) {
    return new GraphChoice(Graph.EXPORTED, reason);
  }

  /** exported or blocked. */
  public String text() {
    return graph.name().toLowerCase(Locale.ROOT);
  }
}
