package io.carryover.inference.onnx.blocked;

/**
 * A value of the rewritten graph: (D, C, H, W).
 *
 * @param name of the value
 * @param order how its channels lie
 * @param depth D
 * @param channels C without what fills up the last block
 * @param height H
 * @param width W
 */
record FeatureMap(String name, Order order, int depth, int channels, int height, int width) {

  /** Another value of the same shape. */
  FeatureMap named(String other) {
    return new FeatureMap(other, order, depth, channels, height, width);
  }

  boolean hasShapeOf(FeatureMap other) {
    return named("").equals(other.named(""));
  }

  /** "48x16x64x48". */
  String shape() {
    return "%dx%dx%dx%d".formatted(depth, channels, height, width);
  }
}
