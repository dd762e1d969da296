package io.carryover.inference.onnx.blocked;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MatrixTest {

  @Test
  void interpolatesWithTheFirstSliceOnTheFirstAndTheLastOnTheLast() {
    // Two slices to four: they lie at 0, 1/3, 2/3 and 1
    assertThat(Matrix.interpolation(2, 2).floats())
        .containsExactly(1, 0, 2 / 3f, 1 / 3f, 1 / 3f, 2 / 3f, 0, 1);
  }

  @Test
  void repeatsASingleSlice() {
    assertThat(Matrix.interpolation(1, 2).floats()).containsExactly(1, 1);
  }
}
