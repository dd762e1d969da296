package io.carryover.networks.optimiser;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Adam (Kingma and Ba 2015) with a coupled L2 penalty, on parameters by name.
 *
 * <pre>
 *   g = gradient + weightDecay w
 *   m = b1 m + (1 - b1) g,  v = b2 v + (1 - b2) g^2
 *   w = w - rate rateFactor sqrt(1 - b2^t) / (1 - b1^t) m / (sqrt(v) + 1e-8)
 * </pre>
 *
 * <p>The penalty is part of the gradient, as in the original, not decoupled: that is what gives
 * source kernels their structure. The arithmetic is DJL's; the state is ours, because DJL's own
 * optimiser cannot save it. An update sets the gradients to zero.
 *
 * <p>Call it outside the gradient collector. Not safe for concurrent use.
 */
public final class Adam {

  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final float EPSILON = 1e-8f;
  private static final float UNSCALED = 1f;
  private static final float UNCLIPPED = -1f;

  private final Map<String, NDArray> parameters;
  private final ToDoubleFunction<String> weightDecay;
  private final ToDoubleFunction<String> rateFactor;
  private final Map<String, NDArray> means = new LinkedHashMap<>();
  private final Map<String, NDArray> variances = new LinkedHashMap<>();
  private int steps;

  /**
   * An optimiser at its start.
   *
   * @param manager owns the state
   * @param parameters leaf arrays that require a gradient
   * @param weightDecay L2 penalty of a parameter by its name
   * @param rateFactor what the learning rate of a parameter is multiplied with, by its name
   */
  public Adam(
      NDManager manager,
      Map<String, NDArray> parameters,
      ToDoubleFunction<String> weightDecay,
      ToDoubleFunction<String> rateFactor) {
    this.parameters = parameters;
    this.weightDecay = weightDecay;
    this.rateFactor = rateFactor;
    parameters.forEach(
        (name, p) -> {
          means.put(name, manager.zeros(p.getShape(), p.getDataType()));
          variances.put(name, manager.zeros(p.getShape(), p.getDataType()));
        });
  }

  /** One step down the gradients that are there. */
  public void update(double learningRate) {
    steps++;
    parameters.forEach((name, p) -> update(name, p, learningRate * rateFactor.applyAsDouble(name)));
  }

  /** Number of updates. */
  public int steps() {
    return steps;
  }

  /**
   * Running means of gradients and of their squares, {@code mean.NAME} and {@code variance.NAME}.
   */
  public Map<String, NDArray> state() {
    Map<String, NDArray> state = new LinkedHashMap<>();
    means.forEach((name, array) -> state.put("mean." + name, array));
    variances.forEach((name, array) -> state.put("variance." + name, array));
    return state;
  }

  /** Takes over a saved state, by the names of {@link #state()}, and its number of updates. */
  public void restore(Function<String, NDArray> saved, int savedSteps) {
    state().forEach((name, array) -> saved.apply(name).copyTo(array));
    steps = savedSteps;
  }

  private double corrected(double rate) {
    return rate * Math.sqrt(1 - Math.pow(BETA_2, steps)) / (1 - Math.pow(BETA_1, steps));
  }

  private void update(String name, NDArray parameter, double rate) {
    try (NDArray gradient = parameter.getGradient()) {
      parameter
          .getNDArrayInternal()
          .adamUpdate(
              new NDList(parameter, gradient, means.get(name), variances.get(name)),
              new NDList(parameter),
              (float) rate,
              (float) corrected(rate),
              (float) weightDecay.applyAsDouble(name),
              UNSCALED,
              UNCLIPPED,
              (float) BETA_1,
              (float) BETA_2,
              EPSILON,
              true,
              false);
    }
  }
}
