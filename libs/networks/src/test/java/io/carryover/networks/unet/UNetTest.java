package io.carryover.networks.unet;

import static io.carryover.networks.Oracle.GRADIENT_TOLERANCE;
import static io.carryover.networks.Oracle.VALUE_TOLERANCE;
import static io.carryover.networks.Oracle.relativeError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.carryover.networks.Gradients;
import io.carryover.networks.Oracle;
import io.carryover.networks.loss.SegmentationLoss;
import io.carryover.networks.unet.UNetArchitecture.Layer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UNetTest {

  private static final UNetArchitecture STANDARD = UNetArchitecture.standard();

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void hasThePapersNumberOfParameters() {
    // Given the paper's 726,480
    // When the table is counted
    // Then
    assertThat(STANDARD.parameters()).isEqualTo(726_480);
    assertThat(STANDARD.layers()).hasSize(26);
  }

  @ParameterizedTest
  @CsvSource({"1,528", "2,4096", "3,5120", "4,12288", "5,2048", "6,2048", "7,512"})
  void hasTheMethodsNumberOfKernelsPerGroup(int group, int kernels) {
    // Given the standard table
    // When the kernels of a group are counted
    int counted =
        STANDARD.layers().stream()
            .filter(l -> l.group() == group)
            .mapToInt(l -> l.in() * l.out())
            .sum();
    // Then
    assertThat(counted).isEqualTo(kernels);
  }

  @Test
  void agreesWithTheOracleForward() {
    // Given
    Map<String, NDArray> weights = oracleWeights();
    NDArray image = Oracle.array(manager, "unet", "image");
    // When
    NDArray logits = new UNet(STANDARD, manager).logits(weights, image);
    // Then
    NDArray expected = Oracle.array(manager, "unet", "logits");
    assertThat(relativeError(logits, expected)).isLessThan(VALUE_TOLERANCE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "init_conv",
        "down1.conv_1",
        "down3.down",
        "down6.conv_2",
        "up1.upsample",
        "up3.conv_2",
        "out"
      })
  void agreesWithTheOracleInTheGradientOf(String layer) {
    // Given
    Map<String, NDArray> weights = oracleWeights();
    UNet network = new UNet(STANDARD, manager);
    NDArray image = Oracle.array(manager, "unet", "image");
    NDArray mask = Oracle.array(manager, "unet", "mask");
    // When
    Gradients.of(weights, () -> SegmentationLoss.total(network.logits(weights, image), mask));
    // Then
    NDArray expected = Oracle.array(manager, "unet_gradients", "gradient." + layer);
    assertThat(relativeError(weights.get(layer).getGradient(), expected))
        .isLessThan(GRADIENT_TOLERANCE);
  }

  @ParameterizedTest
  @CsvSource({"1,8,8,16", "2,16,24,8", "1,8,16,24"})
  void answersTwoLogitsPerVoxel(int batch, int depth, int height, int width) {
    // Given
    UNetArchitecture narrow = UNetArchitecture.ofWidths(List.of(2, 3, 4, 5));
    NDArray image = manager.randomUniform(0, 1, new Shape(batch, 1, depth, height, width));
    // When
    NDArray logits = new UNet(narrow, manager).logits(heWeights(narrow), image);
    // Then
    assertThat(logits.getShape()).isEqualTo(new Shape(batch, 2, depth, height, width));
  }

  @Test
  void refusesOtherSides() {
    // Given
    UNet network = new UNet(STANDARD, manager);
    // When, Then
    assertThatThrownBy(() -> network.logits(Map.of(), manager.zeros(new Shape(1, 1, 8, 12, 8))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("multiples of 8 and one above 8, got (1, 1, 8, 12, 8)");
    assertThatThrownBy(() -> network.logits(Map.of(), manager.zeros(new Shape(1, 1, 8, 8, 8))))
        .hasMessageContaining("got (1, 1, 8, 8, 8)");
  }

  @Test
  void oneStepDownTheGradientLowersTheLoss() {
    // Given
    UNetArchitecture narrow = UNetArchitecture.ofWidths(List.of(2, 3, 4, 5));
    UNet network = new UNet(narrow, manager);
    Map<String, NDArray> weights = heWeights(narrow);
    NDArray image = manager.randomUniform(0, 1, new Shape(1, 1, 8, 16, 8));
    NDArray mask = image.squeeze(1).gt(0.5f).toType(image.getDataType(), false);
    // When
    double before =
        Gradients.of(weights, () -> SegmentationLoss.total(network.logits(weights, image), mask));
    weights.values().forEach(w -> w.subi(w.getGradient().mul(0.01f)));
    double after = Gradients.number(SegmentationLoss.total(network.logits(weights, image), mask));
    // Then
    assertThat(after).isLessThan(before);
  }

  private Map<String, NDArray> oracleWeights() {
    return Oracle.weights(manager, "unet", STANDARD.layers().stream().map(Layer::name).toList());
  }

  private Map<String, NDArray> heWeights(UNetArchitecture architecture) {
    Map<String, NDArray> weights = new LinkedHashMap<>();
    architecture
        .layers()
        .forEach(
            l ->
                weights.put(
                    l.name(),
                    manager
                        .randomNormal(new Shape(l.shape()))
                        .mul((float) l.heStandardDeviation())));
    return weights;
  }
}
