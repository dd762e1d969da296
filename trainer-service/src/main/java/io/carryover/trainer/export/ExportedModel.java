package io.carryover.trainer.export;

import io.carryover.events.ModelExported;
import io.carryover.events.TrainingRequested;
import io.carryover.imaging.contract.ModelContract;
import io.carryover.imaging.contract.Validation;
import io.carryover.networks.onnx.OnnxExport;
import io.carryover.networks.training.Snapshot;
import io.carryover.networks.training.TrainingOutcome;
import io.carryover.runtime.store.ArtifactStore;
import io.carryover.trainer.training.RunResult;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** The result of a target network: an ONNX model with its contract, and the weights behind it. */
public final class ExportedModel implements RunResult {
  private final ArtifactStore store;
  private final Clock clock;

  public ExportedModel(ArtifactStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public SpecificRecord of(TrainingRequested request, TrainingOutcome outcome, Path directory) {
    Snapshot snapshot = outcome.last();
    ModelContract contract = Contracts.of(request, snapshot);
    Path onnx = directory.resolve("model.onnx");
    OnnxExport.export(snapshot.weights(), contract, onnx);
    return ModelExported.newBuilder()
        .setModel(name(request))
        .setRunId(request.getRunId())
        .setCohortId(request.getCohortId())
        .setMethod(request.getMethod())
        .setOnnx(store.put(onnx, name(request) + ".onnx"))
        .setWeights(store.put(snapshot.weights(), name(request) + ".safetensors"))
        .setPriorId(request.getPriorId())
        .setValidationDsc(orNull(contract.validation().map(Validation::dsc)))
        .setValidationIou(orNull(contract.validation().map(Validation::iou)))
        .setEpochs(outcome.epochs())
        .setSeconds(outcome.seconds())
        .setManifestSha256(request.getManifestSha256())
        .setCodeVersion(request.getCodeVersion())
        .setExportedAt(clock.instant())
        .build();
  }

  private static String name(TrainingRequested request) {
    return request.getCohortId() + "-" + request.getMethod().name().toLowerCase(Locale.ROOT);
  }

  private static Double orNull(Optional<Double> figure) {
    return figure.orElse(null);
  }
}
