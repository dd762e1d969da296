package io.carryover.networks.optimiser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.carryover.networks.Gradients;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdamTest {

  private static final double RATE = 0.1;
  private static final double DECAY = 0.5;
  private static final double FACTOR = 5;

  /** Float32 holds 1 - 0.999 to 1e-5 of itself, and a step is 0.1. */
  private static final double ROUNDING = 5e-6;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void stepsByTheRateAtFirst() {
    // Given w = 2 and the loss 3 w: Adam's first step is the rate, whatever the gradient
    Map<String, NDArray> parameters = Map.of("w", manager.create(2f));
    Adam adam = new Adam(manager, parameters, name -> 0, name -> 1);
    // When
    step(adam, parameters);
    // Then
    assertThat((double) parameters.get("w").getFloat()).isCloseTo(2 - RATE, within(ROUNDING));
  }

  @Test
  void addsTheDecayToTheGradient() {
    // Given w = 2 and two steps down the loss 3 w with a coupled penalty
    Map<String, NDArray> parameters = Map.of("w", manager.create(2f));
    Adam adam = new Adam(manager, parameters, name -> DECAY, name -> 1);
    // When
    step(adam, parameters);
    step(adam, parameters);
    // Then it goes as the equations by hand
    assertThat((double) parameters.get("w").getFloat()).isCloseTo(byHand(2), within(ROUNDING));
  }

  @Test
  void multipliesTheRateOfAParameterByItsFactor() {
    // Given w = 2 at the rate, v = 2 at five times the rate, and two steps down 3 w + 3 v
    Map<String, NDArray> parameters = Map.of("w", manager.create(2f), "v", manager.create(2f));
    Adam adam = new Adam(manager, parameters, name -> DECAY, name -> name.equals("v") ? FACTOR : 1);
    // When
    for (int t = 0; t < 2; t++) {
      Gradients.of(parameters, () -> parameters.get("w").add(parameters.get("v")).mul(3));
      adam.update(RATE);
    }
    // Then
    assertThat((double) parameters.get("w").getFloat()).isCloseTo(byHand(2), within(ROUNDING));
    assertThat((double) parameters.get("v").getFloat())
        .isCloseTo(byHand(2, FACTOR * RATE), within(FACTOR * ROUNDING));
  }

  @Test
  void leavesNoGradientBehind() {
    // Given
    Map<String, NDArray> parameters = Map.of("w", manager.create(2f));
    // When
    step(new Adam(manager, parameters, name -> 0, name -> 1), parameters);
    // Then
    assertThat(parameters.get("w").getGradient().getFloat()).isZero();
  }

  @Test
  void goesOnFromARestoredState() {
    // Given one optimiser after a step, and a new one with its state
    Map<String, NDArray> parameters = Map.of("w", manager.create(2f));
    Adam first = new Adam(manager, parameters, name -> DECAY, name -> 1);
    step(first, parameters);
    Map<String, NDArray> saved = new HashMap<>();
    first.state().forEach((name, array) -> saved.put(name, array.duplicate()));
    Adam second = new Adam(manager, parameters, name -> DECAY, name -> 1);
    second.restore(saved::get, first.steps());
    // When
    step(second, parameters);
    // Then
    assertThat((double) parameters.get("w").getFloat()).isCloseTo(byHand(2), within(ROUNDING));
  }

  private static void step(Adam adam, Map<String, NDArray> parameters) {
    Gradients.of(parameters, () -> parameters.get("w").mul(3));
    adam.update(RATE);
  }

  /** The equations of Adam's javadoc in float64. */
  private static double byHand(int steps) {
    return byHand(steps, RATE);
  }

  private static double byHand(int steps, double rate) {
    double w = 2;
    double m = 0;
    double v = 0;
    for (int t = 1; t <= steps; t++) {
      double g = 3 + DECAY * w;
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      double corrected = rate * Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(0.9, t));
      w -= corrected * m / (Math.sqrt(v) + 1e-8);
    }
    return w;
  }
}
