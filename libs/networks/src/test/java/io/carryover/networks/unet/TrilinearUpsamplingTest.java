package io.carryover.networks.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrilinearUpsamplingTest {

  /** Three float32 products of numbers near 1. */
  private static final float ROUNDING = 1e-5f;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void interpolatesALineByHand() {
    // Given two voxels 0 and 3 along the last axis
    NDArray t = manager.create(new float[] {0, 3}, new Shape(1, 1, 1, 1, 2));
    // When
    NDArray twice = new TrilinearUpsampling(manager).twice(t);
    // Then each of four rows runs from corner to corner
    assertThat(twice.getShape()).isEqualTo(new Shape(1, 1, 2, 2, 4));
    assertThat(twice.toFloatArray())
        .containsExactly(
            new float[] {0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3}, within(ROUNDING));
  }

  @Test
  void reproducesALinearFieldExactly() {
    // Given i + 10 j + 100 k on the unit cube, sampled at 3x4x5 points
    NDArray coarse = field(3, 4, 5);
    // When
    NDArray fine = new TrilinearUpsampling(manager).twice(coarse);
    // Then it is the field sampled at 6x8x10 points
    assertThat(fine.sub(field(6, 8, 10)).abs().max().getFloat()).isLessThan(100 * ROUNDING);
  }

  private NDArray field(int depth, int height, int width) {
    NDArray i = manager.linspace(0f, 1f, depth).reshape(1, 1, depth, 1, 1);
    NDArray j = manager.linspace(0f, 10f, height).reshape(1, 1, 1, height, 1);
    NDArray k = manager.linspace(0f, 100f, width).reshape(1, 1, 1, 1, width);
    return i.add(j).add(k);
  }
}
