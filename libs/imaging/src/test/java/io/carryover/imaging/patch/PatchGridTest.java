package io.carryover.imaging.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import io.carryover.imaging.volume.Window;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchGridTest {

  @Test
  void spreadsStartsEvenlyWithTheLastAtTheEdge() {
    // nnU-Net's own example: side 110, patch 64, half overlap
    PatchGrid grid = new PatchGrid(new Shape(110, 1, 1), new Shape(64, 1, 1), 0.5);

    assertThat(starts(grid)).containsExactly(0, 23, 46);
  }

  @Test
  void laysOnePatchOverAVolumeOfItsSize() {
    PatchGrid grid = new PatchGrid(new Shape(48, 64, 48), new Shape(48, 64, 48), 0.5);

    assertThat(grid.size()).isEqualTo(1);
    assertThat(starts(grid)).containsExactly(0);
  }

  @Test
  void padsAVolumeSmallerThanThePatchAroundItsMiddle() {
    // Given
    Volume volume = new Volume(Grid.ofOneMm(new Shape(1, 1, 2)), new float[] {5, 6});
    PatchGrid grid = new PatchGrid(volume.shape(), new Shape(1, 2, 5), 0.5);

    // Then
    assertThat(grid.size()).isEqualTo(1);
    assertThat(grid.window(0).cut(volume)).containsExactly(0, 0, 0, 0, 0, 0, 0, 5, 6, 0);
  }

  @RepeatedTest(50)
  void coversEveryVoxelAndKeepsTheOverlap(RepetitionInfo repetition) {
    // Given
    Random random = new Random(repetition.getCurrentRepetition());
    int side = 1 + random.nextInt(60);
    int patch = 1 + random.nextInt(20);
    double overlap = random.nextInt(9) / 10.0;

    // When
    int[] starts = starts(new PatchGrid(new Shape(1, side, 1), new Shape(1, patch, 1), overlap), 1);

    // Then
    assertThat(starts[0]).isEqualTo(side > patch ? 0 : Math.floorDiv(side - patch, 2));
    assertThat(starts[starts.length - 1] + patch).isGreaterThanOrEqualTo(side);
    for (int n = 1; n < starts.length; n++) {
      assertThat(starts[n] - starts[n - 1]).isBetween(1, atMostApart(patch, overlap));
    }
  }

  /** Rounding both starts to whole voxels may add one. */
  private static int atMostApart(int patch, double overlap) {
    int exact = (int) Math.ceil(Math.max(1, patch * (1 - overlap)));
    return overlap == 0 ? patch : Math.min(patch, exact + 1);
  }

  @ParameterizedTest
  @CsvSource({"40, 16, 7, 0", "20, 40, 31, 1", "9, 16, 33, 2", "5, 6, 7, 2", "12, 12, 12, 0"})
  void settlesEveryVoxelOnceAlongTheLongestAxis(int depth, int height, int width, int axis) {
    // Given
    Shape volume = new Shape(depth, height, width);
    PatchGrid grid = new PatchGrid(volume, new Shape(16, 8, 8), 0.5);
    int[] settled = new int[volume.voxels()];

    // When
    for (Slab slab : grid.slabs()) {
      assertThat(slab.box().shape()).isEqualTo(grid.slabs().get(0).box().shape());
      slab.settled().forEachRow(volume, (from, inBox, length) -> increment(settled, from, length));
    }

    // Then
    assertThat(grid.axis()).isEqualTo(axis);
    assertThat(settled).containsOnly(1);
    assertThat(grid.slabs().get(grid.slabs().size() - 1).end()).isEqualTo(grid.size());
  }

  private static void increment(int[] counts, int from, int length) {
    for (int index = from; index < from + length; index++) {
      counts[index]++;
    }
  }

  @Test
  void refusesAnOverlapOfEverything() {
    Shape shape = new Shape(8, 8, 8);

    assertThatIllegalArgumentException().isThrownBy(() -> new PatchGrid(shape, shape, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new PatchGrid(shape, shape, -0.1));
    assertThatIllegalArgumentException().isThrownBy(() -> new PatchGrid(shape, shape, Double.NaN));
  }

  private static int[] starts(PatchGrid grid) {
    return starts(grid, 0);
  }

  private static int[] starts(PatchGrid grid, int axis) {
    return IntStream.range(0, grid.size())
        .mapToObj(grid::window)
        .mapToInt((Window window) -> axis == 0 ? window.depth() : window.height())
        .toArray();
  }
}
