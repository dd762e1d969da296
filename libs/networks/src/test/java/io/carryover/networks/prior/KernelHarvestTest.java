package io.carryover.networks.prior;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.carryover.networks.unet.UNetArchitecture;
import io.carryover.networks.weights.WeightFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelHarvestTest {

  @TempDir private Path directory;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void cutsEveryKernelIntoItsGroupInUnitsOfItsLayer() {
    // Given a network
    Map<String, NDArray> weights = new LinkedHashMap<>();
    UNetArchitecture.standard()
        .layers()
        .forEach(l -> weights.put(l.name(), manager.randomNormal(new Shape(l.shape()))));
    Path file = directory.resolve("weights.safetensors");
    WeightFile.write(weights, file);
    // When
    Path kernels = directory.resolve("kernels.safetensors");
    KernelHarvest.cut(file, kernels);
    // Then
    Map<String, NDArray> groups = WeightFile.read(manager, kernels);
    assertThat(groups).hasSize(7);
    assertThat(IntStream.rangeClosed(1, 7))
        .extracting(g -> groups.get("group" + g).getShape().get(0))
        .containsExactly(528L, 4096L, 5120L, 12288L, 2048L, 2048L, 512L);
    assertThat(groups.get("group1").get(16 + 5).toFloatArray())
        .as("the sixth kernel of down1.conv_1: output 0, input 5")
        .isEqualTo(
            weights
                .get("down1.conv_1")
                .get(0, 5)
                .div(UNetArchitecture.standard().layer("down1.conv_1").heStandardDeviation())
                .toFloatArray());
  }
}
