package io.carryover.trainer.training;

import io.carryover.events.TrainingRequested;
import io.carryover.networks.training.NetworkTraining;
import io.carryover.networks.training.TrainingOutcome;
import io.carryover.runtime.store.ArtifactStore;
import io.carryover.trainer.scan.ScanFiles;
import java.nio.file.Path;

/** Trainings as the service would do them, without the service. */
public final class TrainedPhantoms {
  private TrainedPhantoms() {}

  /** Trains from start to end; checkpoint and snapshots lie in the work directory. */
  public static TrainingOutcome train(TrainingRequested request, ArtifactStore store, Path work) {
    return new NetworkTraining(RunSettings.of(request), RunSettings.start(request, store), work)
        .run(new ScanExamples(new ScanFiles(store)).load(request), report -> {}, () -> false);
  }
}
