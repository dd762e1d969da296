package io.carryover.networks.random;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeedsTest {

  private static final Seeds RUN = new Seeds(42);

  @Test
  void permutesEveryNumberOnce() {
    // Given, When
    int[] order = RUN.permutation(100);
    // Then
    assertThat(order).containsExactlyInAnyOrder(IntStream.range(0, 100).toArray());
    assertThat(order).isNotEqualTo(IntStream.range(0, 100).toArray());
  }

  @Test
  void repeatsItselfAtTheSamePlace() {
    assertThat(RUN.of("order").at(3).permutation(50))
        .isEqualTo(new Seeds(42).of("order").at(3).permutation(50));
  }

  @Test
  void differsFromPlaceToPlace() {
    // Given
    Set<Long> seeds = new HashSet<>();
    // When
    for (int epoch = 0; epoch < 100; epoch++) {
      for (int step = 0; step < 100; step++) {
        seeds.add(RUN.of("noise").at(epoch).at(step).seed());
        seeds.add(RUN.of("order").at(epoch).at(step).seed());
      }
    }
    // Then
    assertThat(seeds).hasSize(20_000);
  }

  @Test
  void makesTheEngineRepeatItself() {
    try (NDManager manager = NDManager.newBaseManager()) {
      // Given
      RUN.seedEngine();
      float[] first = manager.randomNormal(new Shape(100)).toFloatArray();
      // When
      RUN.seedEngine();
      float[] second = manager.randomNormal(new Shape(100)).toFloatArray();
      // Then
      assertThat(second).isEqualTo(first);
    }
  }
}
