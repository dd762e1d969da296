package io.carryover.imaging.preprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import org.junit.jupiter.api.Test;

class FixedShapeTest {

  @Test
  void cropsAndPadsAtTheMiddle() {
    Volume volume =
        new Volume(Grid.ofOneMm(new Shape(1, 5, 2)), row(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));

    assertThat(FixedShape.of(new Shape(1, 2, 5)).fit(volume))
        .containsExactly(0, 0, 3, 4, 0, 0, 0, 5, 6, 0);
  }

  @Test
  void treatsMasksAsImages() {
    Mask mask =
        new Mask(Grid.ofOneMm(new Shape(1, 5, 2)), new byte[] {1, 1, 1, 0, 0, 1, 1, 1, 1, 1});

    assertThat(FixedShape.of(new Shape(1, 2, 5)).fit(mask))
        .containsExactly(0, 0, 1, 0, 0, 0, 0, 0, 1, 0);
  }

  @Test
  void leavesWhatFitsAsItIs() {
    Volume volume = new Volume(Grid.ofOneMm(new Shape(1, 2, 3)), row(1, 2, 3, 4, 5, 6));

    assertThat(FixedShape.of(new Shape(1, 2, 3)).fit(volume)).containsExactly(volume.voxels());
  }

  private static float[] row(float... values) {
    return values;
  }
}
