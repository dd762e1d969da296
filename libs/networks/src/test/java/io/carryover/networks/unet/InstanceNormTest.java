package io.carryover.networks.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InstanceNormTest {

  /** Epsilon of 1e-5 beside a variance of 1 moves the result by half of it. */
  private static final float EPSILON = 1e-5f;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void normalisesEachChannelOfEachImageByHand() {
    // Given two images of one channel: -1, 1 and 3, 7
    NDArray t = manager.create(new float[] {-1, 1, 3, 7}, new Shape(2, 1, 1, 1, 2));
    // When
    NDArray normalised = new InstanceNorm(manager).of(t);
    // Then
    assertThat(normalised.toFloatArray())
        .containsExactly(new float[] {-1, 1, -1, 1}, within(EPSILON));
  }

  @Test
  void answersTheSameAtTheSecondCall() {
    // Given
    InstanceNorm norm = new InstanceNorm(manager);
    NDArray t = manager.randomUniform(0, 1, new Shape(2, 3, 4, 4, 4));
    float[] first = norm.of(t).toFloatArray();
    // When
    float[] second = norm.of(t).toFloatArray();
    // Then no running statistics leak from call to call
    assertThat(second).isEqualTo(first);
  }
}
