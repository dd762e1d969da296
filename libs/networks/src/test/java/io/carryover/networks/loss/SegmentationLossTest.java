package io.carryover.networks.loss;

import static io.carryover.networks.Oracle.VALUE_TOLERANCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.carryover.networks.Gradients;
import io.carryover.networks.Oracle;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SegmentationLossTest {

  /** Float32 arithmetic on a handful of numbers of size 1. */
  private static final double ROUNDING = 1e-6;

  /** Central difference of step 1e-2 in float32: truncation and cancellation both near 1e-5. */
  private static final double FINITE_DIFFERENCE = 1e-4;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void agreesWithTheOracle() {
    // Given
    NDArray logits = Oracle.array(manager, "unet", "logits");
    NDArray mask = Oracle.array(manager, "unet", "mask");
    // When
    double total = Gradients.number(SegmentationLoss.total(logits, mask));
    double crossEntropy = Gradients.number(SegmentationLoss.crossEntropy(logits, mask));
    double dice = Gradients.number(SegmentationLoss.softDice(logits, mask));
    // Then
    assertThat(total).isCloseTo(expected("total"), within(VALUE_TOLERANCE * expected("total")));
    assertThat(crossEntropy)
        .isCloseTo(expected("cross_entropy_mean"), within(VALUE_TOLERANCE * crossEntropy));
    assertThat(1 - dice)
        .isCloseTo(expected("one_minus_soft_dice"), within(VALUE_TOLERANCE * (1 - dice)));
  }

  @Test
  void isLogTwoAndHalfDiceWhereNothingIsKnown() {
    // Given equal logits, so p = 1/2 at each of two voxels, one of them foreground
    NDArray logits = manager.zeros(new Shape(1, 2, 1, 1, 2));
    NDArray mask = manager.create(new float[] {0, 1}, new Shape(1, 1, 1, 2));
    // When
    double crossEntropy = Gradients.number(SegmentationLoss.crossEntropy(logits, mask));
    double dice = Gradients.number(SegmentationLoss.softDice(logits, mask));
    // Then CE = log 2 and softDice = (2 * 0.5 + 0.001) / (1 + 1 + 0.001)
    assertThat(crossEntropy).isCloseTo(Math.log(2), within(ROUNDING));
    assertThat(dice).isCloseTo(1.001 / 2.001, within(ROUNDING));
  }

  @Test
  void isZeroForACertainAndTrueAnswer() {
    // Given logits of +-30 on the right side
    NDArray logits = manager.create(new float[] {30, -30, -30, 30}, new Shape(1, 2, 1, 1, 2));
    NDArray mask = manager.create(new float[] {0, 1}, new Shape(1, 1, 1, 2));
    // When
    double total = Gradients.number(SegmentationLoss.total(logits, mask));
    // Then
    assertThat(total).isCloseTo(0, within(ROUNDING));
  }

  @Test
  void isTheSameOfProbabilitiesAsOfLogits() {
    // Given
    NDArray logits = Oracle.array(manager, "unet", "logits");
    NDArray mask = Oracle.array(manager, "unet", "mask");
    float[] probabilities = SegmentationLoss.foreground(logits).toFloatArray();
    // When
    double total = SegmentationLoss.total(probabilities, mask.toFloatArray());
    // Then
    assertThat(total).isCloseTo(expected("total"), within(VALUE_TOLERANCE * expected("total")));
  }

  @Test
  void costsAProbabilityOfZeroOnlySoMuch() {
    // When sure of the wrong at both voxels
    double total = SegmentationLoss.total(new float[] {1, 0}, new float[] {0, 1});
    // Then CE = 24 log 2 and softDice = 0.001 / 2.001
    double expected = 0.01 * 24 * Math.log(2) + 0.99 * (1 - 0.001 / 2.001);
    assertThat(total).isCloseTo(expected, within(ROUNDING));
  }

  @Test
  void hasTheGradientOfItsFiniteDifference() {
    // Given
    NDArray mask = manager.create(new float[] {0, 1, 1}, new Shape(1, 1, 1, 3));
    NDArray logits =
        manager.create(new float[] {0.3f, -0.2f, 0.5f, 1, 0.4f, -1}, new Shape(1, 2, 1, 1, 3));
    // When
    Gradients.of(Map.of("logits", logits), () -> SegmentationLoss.total(logits, mask));
    float[] gradient = logits.getGradient().toFloatArray();
    // Then
    for (int i = 0; i < gradient.length; i++) {
      assertThat((double) gradient[i])
          .isCloseTo(centralDifference(logits, mask, i), within(FINITE_DIFFERENCE));
    }
  }

  private double centralDifference(NDArray logits, NDArray mask, int index) {
    float step = 1e-2f;
    return (shifted(logits, mask, index, step) - shifted(logits, mask, index, -step)) / (2 * step);
  }

  private double shifted(NDArray logits, NDArray mask, int index, float by) {
    float[] values = logits.toFloatArray();
    values[index] += by;
    return Gradients.number(
        SegmentationLoss.total(manager.create(values, logits.getShape()), mask));
  }

  private double expected(String name) {
    return Oracle.array(manager, "segmentation_loss", name).toFloatArray()[0];
  }
}
