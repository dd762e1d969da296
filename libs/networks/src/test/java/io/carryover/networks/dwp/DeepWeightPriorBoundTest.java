package io.carryover.networks.dwp;

import static io.carryover.networks.Oracle.GRADIENT_TOLERANCE;
import static io.carryover.networks.Oracle.VALUE_TOLERANCE;
import static io.carryover.networks.Oracle.relativeError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.carryover.networks.Gradients;
import io.carryover.networks.Oracle;
import io.carryover.networks.vae.Gaussian;
import io.carryover.networks.vae.Heads;
import io.carryover.networks.vae.KernelVae;
import io.carryover.networks.vae.KernelVaeArchitecture;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeepWeightPriorBoundTest {

  private static final KernelVaeArchitecture PAPER = new KernelVaeArchitecture(6);
  private static final int DRAWS = 2_000;

  /** Standard errors within which two means of independent draws are held to be equal. */
  private static final double STANDARD_ERRORS = 4;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void agreesWithTheOracleByLogDensities() {
    // Given
    DeepWeightPriorBound bound = new DeepWeightPriorBound(oracleVae(oracleWeights()));
    // When
    NDArray perKernel =
        bound.byLogDensities(oraclePosterior(), oracle("epsilon_w"), oracle("epsilon_z"));
    // Then
    assertThat(relativeError(perKernel, oracle("bound"))).isLessThan(VALUE_TOLERANCE);
  }

  @Test
  void agreesWithTheOracleByClosedFormEntropies() {
    // Given
    DeepWeightPriorBound bound = new DeepWeightPriorBound(oracleVae(oracleWeights()));
    Gaussian q = oraclePosterior();
    // When
    NDArray perKernel =
        bound.byClosedFormEntropies(q.entropy(), q.at(oracle("epsilon_w")), oracle("epsilon_z"));
    // Then
    assertThat(relativeError(perKernel, oracle("bound_closed_form_entropies")))
        .isLessThan(VALUE_TOLERANCE);
  }

  @Test
  void agreesWithTheOracleInEveryGradient() {
    // Given
    Map<String, NDArray> weights = oracleWeights();
    Gaussian q = oraclePosterior();
    Map<String, NDArray> leaves = new LinkedHashMap<>(weights);
    leaves.put("mu", q.mean());
    leaves.put("log_variance", q.logVariance());
    // When
    Gradients.of(
        leaves,
        () ->
            new DeepWeightPriorBound(oracleVae(weights))
                .byLogDensities(q, oracle("epsilon_w"), oracle("epsilon_z"))
                .sum());
    // Then
    for (String name : new String[] {"mu", "log_variance", "encode.0.weight", "latent_mu.weight"}) {
      NDArray gradient = leaves.get(name).getGradient();
      NDArray expected = oracle("gradient." + name).reshape(gradient.getShape());
      assertThat(relativeError(gradient, expected)).as(name).isLessThan(GRADIENT_TOLERANCE);
    }
  }

  @Test
  void hasOneMeanInBothForms() {
    // Given one kernel, drawn many times
    Engine.getInstance().setRandomSeed(7);
    DeepWeightPriorBound bound = new DeepWeightPriorBound(oracleVae(oracleWeights()));
    Gaussian q =
        new Gaussian(
            manager.randomNormal(new Shape(1, 27)).broadcast(DRAWS, 27),
            manager.zeros(new Shape(DRAWS, 27)).sub(1));
    // When
    NDArray printed = bound.byLogDensities(q, normal(27), normal(6));
    NDArray closed = bound.byClosedFormEntropies(q.entropy(), q.at(normal(27)), normal(6));
    // Then
    double error = Math.hypot(standardError(printed), standardError(closed));
    assertThat(mean(printed)).isCloseTo(mean(closed), within(STANDARD_ERRORS * error));
    assertThat(standardError(closed)).isLessThan(standardError(printed));
  }

  private NDArray normal(int n) {
    return manager.randomNormal(new Shape(DRAWS, n));
  }

  private static double mean(NDArray values) {
    return Gradients.number(values.mean());
  }

  private static double standardError(NDArray values) {
    double mean = mean(values);
    NDArray distance = values.sub(mean);
    return Math.sqrt(Gradients.number(distance.mul(distance).mean()) / DRAWS);
  }

  private Gaussian oraclePosterior() {
    return new Gaussian(
        oracle("mu").reshape(-1, 27).duplicate(),
        oracle("log_variance").reshape(-1, 27).duplicate());
  }

  private static KernelVae oracleVae(Map<String, NDArray> weights) {
    return KernelVae.of(weights, Heads.TANH);
  }

  private Map<String, NDArray> oracleWeights() {
    return Oracle.weights(manager, "kernel_vae", PAPER.shapes().keySet());
  }

  private NDArray oracle(String name) {
    NDArray array = Oracle.array(manager, "deep_weight_prior", name);
    return name.startsWith("epsilon")
        ? array.reshape(-1, array.size() / array.getShape().get(0))
        : array;
  }
}
