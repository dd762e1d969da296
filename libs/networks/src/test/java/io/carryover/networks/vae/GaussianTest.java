package io.carryover.networks.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GaussianTest {

  /** Float32 arithmetic on a handful of numbers of size 1. */
  private static final float ROUNDING = 1e-6f;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void drawsByMeanAndHalfTheLogVariance() {
    // Given mean 1 and variance 4
    Gaussian gaussian = gaussian(1, Math.log(4));
    // When
    NDArray drawn = gaussian.at(row(-1.5));
    // Then 1 - 2 * 1.5
    assertThat(drawn.toFloatArray()).containsExactly(new float[] {-2}, within(ROUNDING));
  }

  @Test
  void hasTheDensityOfItsFormula() {
    // Given mean 1 and variance 4
    Gaussian gaussian = gaussian(1, Math.log(4));
    // When
    float density = gaussian.logDensity(row(3)).toFloatArray()[0];
    // Then -log(2 sqrt(2 pi)) - (3 - 1)^2 / (2 * 4)
    assertThat((double) density)
        .isCloseTo(-Math.log(2 * Math.sqrt(2 * Math.PI)) - 0.5, within((double) ROUNDING));
  }

  @Test
  void hasTheEntropyOfItsFormula() {
    // Given variance 4
    Gaussian gaussian = gaussian(1, Math.log(4));
    // When
    float entropy = gaussian.entropy().toFloatArray()[0];
    // Then log(2 sqrt(2 pi e))
    assertThat((double) entropy)
        .isCloseTo(Math.log(2 * Math.sqrt(2 * Math.PI * Math.E)), within((double) ROUNDING));
  }

  @Test
  void isAtNoDistanceFromItself() {
    assertThat(gaussian(0, 0).klToStandardNormal().toFloatArray()).containsExactly(0f);
  }

  @Test
  void hasTheDivergenceOfItsFormula() {
    // Given mean 1 and variance 4
    // When
    float kl = gaussian(1, Math.log(4)).klToStandardNormal().toFloatArray()[0];
    // Then (1 + 4 - log 4 - 1) / 2
    assertThat((double) kl).isCloseTo((4 - Math.log(4)) / 2, within((double) ROUNDING));
  }

  @Test
  void hasTheDivergenceFromAnotherOfItsFormula() {
    // Given mean 1 and variance 4, from mean 3 and variance 9
    // When
    float kl = gaussian(1, Math.log(4)).klTo(gaussian(3, Math.log(9))).toFloatArray()[0];
    // Then log(3 / 2) + (4 + (1 - 3)^2) / (2 * 9) - 1 / 2
    assertThat((double) kl).isCloseTo(Math.log(1.5) + 8 / 18.0 - 0.5, within((double) ROUNDING));
  }

  @Test
  void hasOneDivergenceFromTheStandardNormalInBothForms() {
    // Given
    Gaussian gaussian = gaussian(1, Math.log(4));
    // When, Then
    assertThat(gaussian.klTo(gaussian(0, 0)).toFloatArray())
        .containsExactly(gaussian.klToStandardNormal().toFloatArray(), within(ROUNDING));
  }

  private Gaussian gaussian(double mean, double logVariance) {
    return new Gaussian(row(mean), row(logVariance));
  }

  private NDArray row(double value) {
    return manager.create(new float[] {(float) value}, new Shape(1, 1));
  }
}
