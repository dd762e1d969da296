package io.carryover.inference.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carryover.inference.ThresholdModel;
import io.carryover.inference.registry.ExportedModels;
import io.carryover.inference.registry.ModelRegistry;
import io.carryover.inference.registry.TestRegistries;
import io.carryover.inference.segmentation.ModelLease;
import io.carryover.inference.segmentation.UnavailableException;
import io.carryover.runtime.store.ArtifactStore;
import io.carryover.runtime.store.DirectoryArtifactStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedModelsTest {
  @TempDir Path folder;
  private ArtifactStore store;
  private ModelRegistry registry;

  @BeforeEach
  void openRegistry() {
    store = new DirectoryArtifactStore(folder.resolve("store"), List.of());
    registry = TestRegistries.of(store);
  }

  @AfterEach
  void closeRegistry() {
    registry.close();
  }

  @Test
  void asksToTryAgainWhileNoModelIsServed() {
    assertThatThrownBy(
            () -> new ServedModels(registry).lease(Optional.empty(), Optional.empty(), "request-1"))
        .isInstanceOf(UnavailableException.class)
        .extracting(e -> ((UnavailableException) e).code())
        .isEqualTo("NO_MODEL_READY");
  }

  @Test
  void takesTheOnlyModelWhereNoneIsNamed() throws IOException {
    // Given
    Path file = ThresholdModel.at(0.5f).write(folder.resolve("model.onnx"));
    registry.deploy(ExportedModels.of("only", store.put(file, "model.onnx")));
    // When
    try (ModelLease lease =
        new ServedModels(registry).lease(Optional.empty(), Optional.empty(), "request-1")) {
      // Then
      assertThat(lease.name()).isEqualTo("only");
    }
  }
}
