package io.carryover.trainer.training;

import io.carryover.events.KernelSnapshot;
import io.carryover.events.KernelsHarvested;
import io.carryover.events.TrainingRequested;
import io.carryover.networks.prior.KernelHarvest;
import io.carryover.networks.training.Snapshot;
import io.carryover.networks.training.TrainingOutcome;
import io.carryover.runtime.store.ArtifactStore;
import io.carryover.trainer.cohort.TrainingIds;
import java.nio.file.Path;
import java.time.Clock;
import java.util.OptionalDouble;
import org.apache.avro.specific.SpecificRecord;

/** The result of a source network: the weights and 3x3x3 kernels of each convergence. */
public final class HarvestedKernels implements RunResult {
  private final ArtifactStore store;
  private final Clock clock;

  public HarvestedKernels(ArtifactStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public SpecificRecord of(TrainingRequested request, TrainingOutcome outcome, Path directory) {
    return KernelsHarvested.newBuilder()
        .setCohortId(request.getCohortId())
        .setManifestSha256(request.getManifestSha256())
        .setRunId(request.getRunId())
        .setNetwork(request.getNetwork())
        .setNetworks(request.getNetworks())
        .setSnapshots(outcome.snapshots().stream().map(s -> kept(s, directory)).toList())
        .setPrior(request.getPriorSpec())
        .setCodeVersion(request.getCodeVersion())
        .setHarvestedAt(clock.instant())
        .setDefinitionId(TrainingIds.definition(request))
        .build();
  }

  private KernelSnapshot kept(Snapshot snapshot, Path directory) {
    Path kernels = directory.resolve("kernels-%d.safetensors".formatted(snapshot.restart()));
    KernelHarvest.cut(snapshot.weights(), kernels);
    return KernelSnapshot.newBuilder()
        .setRestart(snapshot.restart())
        .setWeights(store.put(snapshot.weights(), "source-weights.safetensors"))
        .setKernels(store.put(kernels, "kernels.safetensors"))
        .setValidationDsc(orNull(snapshot.validationDsc()))
        .build();
  }

  private static Double orNull(OptionalDouble figure) {
    return figure.isPresent() ? figure.getAsDouble() : null;
  }
}
