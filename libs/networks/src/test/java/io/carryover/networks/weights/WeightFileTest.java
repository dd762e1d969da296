package io.carryover.networks.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightFileTest {

  @TempDir private Path directory;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void readsBackWhatItWrote() {
    // Given
    Path file = directory.resolve("new").resolve("weights.safetensors");
    NDArray kernel = manager.randomNormal(new Shape(4, 1, 3, 3, 3));
    // When
    WeightFile.write(Map.of("init_conv", kernel), file);
    // Then
    Map<String, NDArray> read = WeightFile.read(manager, file);
    assertThat(read).containsOnlyKeys("init_conv");
    assertThat(read.get("init_conv")).isEqualTo(kernel);
  }

  @Test
  void readsTheGoldenFile() {
    // Given a file written by an earlier version: "a" = (1, 2, 3), "b.weight" = ((4, 5), (6, 7))
    Path golden = Path.of("src/test/resources/golden/weights.safetensors");
    // When
    Map<String, NDArray> read = WeightFile.read(manager, golden);
    // Then
    assertThat(read.get("a").toFloatArray()).containsExactly(1, 2, 3);
    assertThat(read.get("b.weight").getShape()).isEqualTo(new Shape(2, 2));
    assertThat(read.get("b.weight").toFloatArray()).containsExactly(4, 5, 6, 7);
  }

  @Test
  void leavesNothingBesideTheFile() throws IOException {
    // Given
    Path file = directory.resolve("weights.safetensors");
    WeightFile.write(Map.of("a", manager.create(1f)), file);
    // When
    WeightFile.write(Map.of("b", manager.create(2f)), file);
    // Then
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
    assertThat(WeightFile.read(manager, file)).containsOnlyKeys("b");
  }

  @Test
  void namesTheFileThatIsNotThere() {
    assertThatThrownBy(() -> WeightFile.read(manager, directory.resolve("none")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none");
  }
}
