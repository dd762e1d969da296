package io.carryover.inference.registry;

import io.carryover.events.ArtifactRef;
import io.carryover.events.Method;
import io.carryover.events.ModelExported;
import java.time.Instant;

/** Export events for tests. */
public final class ExportedModels {
  private ExportedModels() {}

  /** A model's export; what the registry does not look at is made up. */
  public static ModelExported of(String model, ArtifactRef onnx) {
    return ModelExported.newBuilder()
        .setModel(model)
        .setRunId("run-1")
        .setCohortId("blobs")
        .setMethod(Method.RI)
        .setOnnx(onnx)
        .setWeights(new ArtifactRef("file:///nowhere/weights.safetensors", "00", 1L))
        .setEpochs(1)
        .setSeconds(1)
        .setManifestSha256("ab".repeat(32))
        .setCodeVersion("test")
        .setExportedAt(Instant.EPOCH)
        .build();
  }
}
