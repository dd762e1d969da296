package io.carryover.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.imaging.volume.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingShapeTest {
  private static final Shape LIMIT = new Shape(48, 64, 48);

  @Test
  void isTheMedianBoxRoundedUpToMultiplesOfEight() {
    List<Shape> boxes = List.of(new Shape(9, 40, 30), new Shape(17, 33, 30), new Shape(40, 10, 30));

    assertThat(TrainingShape.ofBoxes(boxes, LIMIT)).isEqualTo(new Shape(24, 40, 32));
  }

  @Test
  void holdsEveryBoxAndAPatchWhereTrainingIsOnPatches() {
    List<Shape> boxes = List.of(new Shape(200, 40, 30), new Shape(17, 133, 30));

    assertThat(TrainingShape.holdingBoxes(boxes, new Shape(32, 32, 48)))
        .isEqualTo(new Shape(200, 136, 48));
  }

  @Test
  void isNoLargerThanTheLimit() {
    assertThat(TrainingShape.ofBoxes(List.of(new Shape(200, 200, 10)), LIMIT))
        .isEqualTo(new Shape(48, 64, 16));
  }
}
