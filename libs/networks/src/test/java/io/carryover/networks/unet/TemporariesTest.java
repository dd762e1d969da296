package io.carryover.networks.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.carryover.networks.Gradients;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TemporariesTest {

  private final NDManager manager = NDManager.newBaseManager();
  private final NDArray x = manager.create(3f);
  private final List<NDArray> onTheWay = new ArrayList<>();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void freesAllButTheResult() {
    // When
    NDArray result = cubed();
    // Then
    assertThat(result.getFloat()).isEqualTo(27);
    assertThatThrownBy(() -> onTheWay.get(0).getFloat()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void leavesTheResultToTheScopeAround() {
    // Given
    NDArray result;
    // When
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      result = cubed();
      assertThat(result.getFloat()).isEqualTo(27);
    }
    // Then
    assertThatThrownBy(result::getFloat).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void leavesGradientsWhatTheyNeed() {
    // When
    Gradients.of(Map.of("x", x), this::cubed);
    // Then 3 x^2
    assertThat(x.getGradient().getFloat()).isEqualTo(27);
  }

  private NDArray cubed() {
    return Temporaries.freed(() -> noted(x.mul(x)).mul(x));
  }

  private NDArray noted(NDArray array) {
    onTheWay.add(array);
    return array;
  }
}
