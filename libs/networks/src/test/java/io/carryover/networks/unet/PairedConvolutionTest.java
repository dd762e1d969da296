package io.carryover.networks.unet;

import static io.carryover.networks.Oracle.GRADIENT_TOLERANCE;
import static io.carryover.networks.Oracle.VALUE_TOLERANCE;
import static io.carryover.networks.Oracle.relativeError;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv3d;
import io.carryover.networks.Gradients;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedConvolutionTest {

  private static final int SEED = 5;

  private final NDManager manager = NDManager.newBaseManager();

  @BeforeEach
  void seed() {
    manager.getEngine().setRandomSeed(SEED);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void givesValuesAndGradientsOfTheConvolutionItself() {
    // Given
    NDArray map = manager.randomNormal(new Shape(1, 3, 8, 6, 4));
    NDArray kernels = manager.randomNormal(new Shape(5, 3, 3, 3, 3));
    // When
    NDArray paired = paired(map, kernels);
    NDArray gradient = gradient(kernels, k -> paired(map, k));
    // Then
    assertThat(relativeError(paired, convolved(map, kernels))).isLessThan(VALUE_TOLERANCE);
    assertThat(relativeError(gradient, gradient(kernels, k -> convolved(map, k))))
        .isLessThan(GRADIENT_TOLERANCE);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 16, 40, 32, 3, true",
    "1, 16, 41, 32, 3, false",
    "2, 16, 40, 32, 3, false",
    "1, 16, 40, 32, 1, false"
  })
  void isForASingleSmallMapAndAKernelWithNeighbours(
      int batch, int channels, int depth, int height, int edge, boolean faster) {
    NDArray map = manager.zeros(new Shape(batch, channels, depth, height, 2));

    assertThat(PairedConvolution.isFasterFor(map, edge)).isEqualTo(faster);
  }

  private static NDArray paired(NDArray map, NDArray kernels) {
    return PairedConvolution.of(map, t -> convolved(t, kernels));
  }

  /** The gradient of the sum of squares at these kernels. */
  private static NDArray gradient(NDArray kernels, UnaryOperator<NDArray> convolution) {
    NDArray leaf = kernels.duplicate();
    Gradients.of(Map.of("kernels", leaf), () -> convolution.apply(leaf).square().sum());
    return leaf.getGradient();
  }

  private static NDArray convolved(NDArray t, NDArray kernels) {
    Shape one = new Shape(1, 1, 1);
    return Conv3d.conv3d(t, kernels, null, one, one, one).head();
  }
}
