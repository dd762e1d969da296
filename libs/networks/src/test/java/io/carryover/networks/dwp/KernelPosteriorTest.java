package io.carryover.networks.dwp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.carryover.networks.Gradients;
import io.carryover.networks.unet.UNetArchitecture;
import io.carryover.networks.unet.UNetArchitecture.Layer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KernelPosteriorTest {

  private static final UNetArchitecture NARROW = UNetArchitecture.ofWidths(List.of(8, 8, 8, 8));
  private static final Layer LAYER = NARROW.layer("down2.conv_1");
  private static final double LOG_VARIANCE = -2;

  /**
   * Four standard errors of the standard deviation of 64 kernels of 27 taps: 4 / sqrt(2 * 1728).
   */
  private static final double SAMPLING = 0.07;

  /** Float32 arithmetic on numbers near 1. */
  private static final double ROUNDING = 1e-5;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void drawsAroundTheMeansByTheLayersOwnScale() {
    // Given
    Engine.getInstance().setRandomSeed(1);
    KernelPosterior posterior = posterior();
    // When
    NDArray drawn = posterior.draw().weights().get(LAYER.name());
    // Then the distance to the mean has the standard deviation e^-1 of the layer's He deviation
    NDArray distance = drawn.sub(posterior.means().get(LAYER.name()));
    double sd = Math.sqrt(Gradients.number(distance.mul(distance).mean()));
    assertThat(sd / LAYER.heStandardDeviation())
        .isCloseTo(Math.exp(LOG_VARIANCE / 2), within(SAMPLING));
  }

  @Test
  void givesTheKernelsOfTheSameDrawStandardised() {
    // Given, When
    KernelPosterior.Draw draw = posterior().draw();
    // Then
    NDArray kernels = draw.kernels().get(LAYER.name());
    NDArray weights = draw.weights().get(LAYER.name()).reshape(-1, 27);
    assertThat(kernels.getShape()).isEqualTo(new Shape(64, 27));
    assertThat(relative(kernels.mul(LAYER.heStandardDeviation()).sub(weights)))
        .isLessThan(ROUNDING);
  }

  @Test
  void givesTheEntropyOfEachKernel() {
    // Given, When
    float entropy = posterior().draw().entropies().get(LAYER.name()).toFloatArray()[0];
    // Then 27 halves of log(2 pi e) + logVariance
    double expected = 13.5 * (Math.log(2 * Math.PI * Math.E) + LOG_VARIANCE);
    assertThat((double) entropy).isCloseTo(expected, within(expected * ROUNDING));
  }

  @Test
  void leavesPointsAsTheyAre() {
    // Given
    KernelPosterior posterior = posterior();
    // When
    KernelPosterior.Draw draw = posterior.draw();
    // Then
    assertThat(draw.weights().get("out")).isEqualTo(posterior.means().get("out"));
    assertThat(draw.kernels()).doesNotContainKey("out");
    assertThat(posterior.parameters()).doesNotContainKey("out.logVariance");
  }

  @Test
  void givesLogVariancesInTheLayersOwnScale() {
    // Given
    KernelPosterior posterior = posterior();
    // When
    Map<String, NDArray> own = posterior.inOwnScale(posterior.parameters());
    // Then
    double expected = LOG_VARIANCE + 2 * Math.log(LAYER.heStandardDeviation());
    float found = own.get(LAYER.name() + ".logVariance").toFloatArray()[0];
    assertThat((double) found).isCloseTo(expected, within(ROUNDING));
    assertThat(own.get("out")).isEqualTo(posterior.means().get("out"));
  }

  private KernelPosterior posterior() {
    Map<String, NDArray> means = new LinkedHashMap<>();
    for (Layer layer : NARROW.layers()) {
      NDArray normal = manager.randomNormal(new Shape(layer.shape()));
      means.put(layer.name(), normal.mul(layer.heStandardDeviation()));
    }
    return new KernelPosterior(manager, NARROW, means, LOG_VARIANCE);
  }

  private static double relative(NDArray difference) {
    return difference.abs().max().getFloat() / LAYER.heStandardDeviation();
  }
}
