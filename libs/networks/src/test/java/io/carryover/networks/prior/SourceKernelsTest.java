package io.carryover.networks.prior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import io.carryover.networks.weights.WeightFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceKernelsTest {

  @TempDir private Path directory;

  @Test
  void picksDifferentKernelsOfEveryGroupAndTheSameForTheSameSeed() {
    Path file = kernels(Kernels.independent(20, new SplittableRandom(1)));

    List<float[][]> picked = SourceKernels.pick(List.of(file), 0.01, 5, 1);

    assertThat(picked).hasSize(7).allMatch(group -> group.length == 5);
    assertThat(Arrays.stream(picked.get(3)).map(Arrays::toString)).doesNotHaveDuplicates();
    assertThat(SourceKernels.pick(List.of(file), 0.01, 5, 1).get(3)).isDeepEqualTo(picked.get(3));
  }

  @Test
  void leavesOutKernelsOfTinyNorm() {
    // Given three kernels, and three dead ones
    List<float[]> kernels = new ArrayList<>(Kernels.independent(3, new SplittableRandom(1)));
    for (int i = 0; i < 3; i++) {
      kernels.add(new float[27]);
    }
    // When more are asked for than there are
    List<float[][]> picked = SourceKernels.pick(List.of(kernels(kernels)), 0.01, 10, 1);
    // Then
    assertThat(picked).allMatch(group -> group.length == 3);
  }

  @Test
  void picksFromAllFiles() {
    Path file = kernels(Kernels.independent(3, new SplittableRandom(1)));

    assertThat(SourceKernels.pick(List.of(file, file), 0.01, 10, 1))
        .allMatch(group -> group.length == 6);
  }

  @Test
  void refusesAFileThatLacksAGroup() {
    Path file = directory.resolve("few.safetensors");
    try (NDManager manager = NDManager.newBaseManager()) {
      WeightFile.write(Map.of("group1", manager.create(new float[27])), file);
    }

    assertThatThrownBy(() -> SourceKernels.pick(List.of(file), 0.01, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(file few.safetensors)");
  }

  private Path kernels(List<float[]> kernels) {
    return Kernels.write(kernels, directory.resolve("kernels.safetensors"));
  }
}
