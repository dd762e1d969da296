package io.carryover.networks;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import java.util.Map;
import java.util.function.Supplier;

/** Backpropagation for tests. */
public final class Gradients {

  private Gradients() {}

  /** Computes a scalar and its gradients, which stay with the arrays. */
  public static double of(Map<String, NDArray> leaves, Supplier<NDArray> scalar) {
    leaves.values().forEach(leaf -> leaf.setRequiresGradient(true));
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray value = scalar.get();
      collector.backward(value);
      return number(value);
    }
  }

  /** A scalar of any floating type. */
  public static double number(NDArray scalar) {
    return scalar.toType(DataType.FLOAT64, false).getDouble();
  }
}
