package io.carryover.cli.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carryover.cli.overview.OverviewRow.Prediction;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PredictionsBySizeTest {
  private static final int SIDE = 16;
  private static final int EDGE = 18;
  private static final Grid GRID = Grid.ofOneMm(new Shape(SIDE, SIDE, SIDE));

  @Test
  void aRowPerSizeInEveryMethodsColour() {
    Pixels one = render(Map.of(5, predictions("DWP", "RI")));
    Pixels two = render(Map.of(5, predictions("DWP", "RI"), 20, predictions("DWP", "RI")));

    assertThat(two.picture().getWidth()).isEqualTo(one.picture().getWidth());
    assertThat(two.picture().getHeight()).isGreaterThan(one.picture().getHeight() + SIDE);
    assertThat(two.isEmptyAtTheEdge(EDGE)).isTrue();
    assertThat(two.shows(Pixels.colour("DWP"))).isTrue();
    assertThat(two.shows(Pixels.colour("RI"))).isTrue();
    assertThat(two.shows(Pixels.colour("PR"))).isFalse();
  }

  @Test
  void refusesSizesOfOtherMethods() {
    Map<Integer, List<Prediction>> uneven =
        Map.of(5, predictions("DWP", "RI"), 20, predictions("DWP"));

    assertThatThrownBy(() -> render(uneven))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("every size has the methods [DWP, RI], got [DWP] (size 20)");
  }

  private static Pixels render(Map<Integer, List<Prediction>> predictions) {
    float[] voxels = new float[SIDE * SIDE * SIDE];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = 1 + i % 3;
    }
    return new Pixels(
        PredictionsBySize.render(
            "title", new Volume(GRID, voxels), cube(), new TreeMap<>(predictions)));
  }

  private static List<Prediction> predictions(String... methods) {
    return Stream.of(methods).map(method -> new Prediction(method, cube(), 0.5)).toList();
  }

  private static Mask cube() {
    byte[] voxels = new byte[SIDE * SIDE * SIDE];
    for (int i = 0; i < voxels.length; i++) {
      boolean inside = i / SIDE / SIDE / 8 == 0 && i / SIDE % SIDE / 8 == 0 && i % SIDE / 8 == 0;
      voxels[i] = (byte) (inside ? 1 : 0);
    }
    return new Mask(GRID, voxels);
  }
}
