package io.carryover.imaging.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class WindowTest {

  @Test
  void centresItselfAndStartsEarlierByHalfAVoxel() {
    Shape volume = new Shape(10, 5, 4);

    assertThat(Window.centred(new Shape(4, 8, 7), volume))
        .isEqualTo(new Window(new Shape(4, 8, 7), 3, -2, -2));
  }

  @RepeatedTest(20)
  void cutsEachVoxelFromItsPlaceAndPadsWithZero(RepetitionInfo repetition) {
    // Given: a window that may lie inside, across or wholly beside the volume
    Random random = new Random(repetition.getCurrentRepetition());
    Shape shape = randomShape(random);
    Volume volume = counting(shape);
    Window window =
        new Window(
            randomShape(random),
            start(random, shape.depth()),
            start(random, shape.height()),
            start(random, shape.width()));

    // When
    float[] cut = window.cut(volume);

    // Then
    assertThat(cut).containsExactly(expected(volume, window));
  }

  private static float[] expected(Volume volume, Window window) {
    Shape shape = window.shape();
    float[] expected = new float[shape.voxels()];
    for (int d = 0; d < shape.depth(); d++) {
      for (int h = 0; h < shape.height(); h++) {
        for (int w = 0; w < shape.width(); w++) {
          expected[shape.index(d, h, w)] =
              orZero(volume, window.depth() + d, window.height() + h, window.width() + w);
        }
      }
    }
    return expected;
  }

  private static float orZero(Volume volume, int i, int j, int k) {
    Shape shape = volume.shape();
    boolean inside =
        i >= 0 && i < shape.depth() && j >= 0 && j < shape.height() && k >= 0 && k < shape.width();
    return inside ? volume.at(i, j, k) : 0;
  }

  private static Volume counting(Shape shape) {
    float[] voxels = new float[shape.voxels()];
    for (int index = 0; index < voxels.length; index++) {
      voxels[index] = index + 1;
    }
    return new Volume(Grid.ofOneMm(shape), voxels);
  }

  private static Shape randomShape(Random random) {
    return new Shape(1 + random.nextInt(6), 1 + random.nextInt(6), 1 + random.nextInt(6));
  }

  private static int start(Random random, int side) {
    return random.nextInt(2 * side + 4) - side - 2;
  }
}
