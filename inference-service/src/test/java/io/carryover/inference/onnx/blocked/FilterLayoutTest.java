package io.carryover.inference.onnx.blocked;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.inference.onnx.blocked.FilterLayout.Stacking;
import org.junit.jupiter.api.Test;

/** Kernels of one voxel in blocks of two channels. */
class FilterLayoutTest {
  private static final int BLOCK = 2;

  @Test
  void putsTheOutputsOfABlockNextToEachOther() {
    // Given: w of (output, input) is 10 output + input
    Kernels kernels = new Kernels(2, 2, 1, 1);
    // When
    FilterLayout layout =
        new FilterLayout(kernels, Matrix.identity(1), Stacking.INPUTS, Order.BLOCKS, BLOCK);
    // Then
    assertThat(layout.shape()).containsExactly(2, 2, 1, 1);
    assertThat(layout.of(new float[] {0, 1, 10, 11})).containsExactly(0, 10, 1, 11);
  }

  @Test
  void fillsTheLastBlockUpWithZeros() {
    FilterLayout layout =
        new FilterLayout(
            new Kernels(1, 3, 1, 1), Matrix.identity(1), Stacking.INPUTS, Order.BLOCKS, BLOCK);
    assertThat(layout.shape()).containsExactly(2, 4, 1, 1);
    assertThat(layout.of(new float[] {1, 2, 3})).containsExactly(1, 0, 2, 0, 3, 0, 0, 0);
  }

  @Test
  void leavesTheImageWithoutBlocks() {
    FilterLayout layout =
        new FilterLayout(
            new Kernels(2, 1, 1, 1), Matrix.identity(1), Stacking.INPUTS, Order.ROWS, BLOCK);
    assertThat(layout.shape()).containsExactly(2, 1, 1, 1);
    assertThat(layout.of(new float[] {1, 2})).containsExactly(1, 2);
  }

  @Test
  void stacksPlanesOfTheTapsOnTheOutputs() {
    // Given: one tap makes two planes, itself and its double
    Matrix planes = new Matrix(2, 1);
    planes.add(0, 0, 1);
    planes.add(1, 0, 2);
    // When
    FilterLayout layout =
        new FilterLayout(new Kernels(1, 1, 1, 1), planes, Stacking.OUTPUTS, Order.BLOCKS, BLOCK);
    // Then
    assertThat(layout.shape()).containsExactly(4, 2, 1, 1);
    assertThat(layout.of(new float[] {3})).containsExactly(3, 0, 0, 0, 6, 0, 0, 0);
  }
}
