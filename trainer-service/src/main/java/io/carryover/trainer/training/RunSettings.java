package io.carryover.trainer.training;

import io.carryover.events.TrainingRequested;
import io.carryover.events.TrainingSpec;
import io.carryover.networks.training.Start;
import io.carryover.networks.training.TrainingMethod;
import io.carryover.networks.training.TrainingSettings;
import io.carryover.runtime.store.ArtifactStore;

/** What a request means to the network library. */
final class RunSettings {
  private RunSettings() {}

  static TrainingSettings of(TrainingRequested request) {
    TrainingSpec spec = request.getTraining();
    return new TrainingSettings(
        TrainingMethod.valueOf(request.getMethod().name()),
        spec.getEpochs(),
        spec.getRestarts(),
        spec.getRestartEpochs(),
        spec.getBatchSize(),
        spec.getLearningRate(),
        spec.getPatience(),
        spec.getFactor(),
        spec.getMinLearningRate(),
        spec.getWeightDecay(),
        spec.getKlWeight(),
        spec.getKernelsPerStep(),
        spec.getInitialLogVariance(),
        spec.getSeed());
  }

  /** Where the network starts; source weights and priors are fetched and verified. */
  static Start start(TrainingRequested request, ArtifactStore store) {
    return switch (request.getMethod()) {
      case SOURCE, RI -> Start.he();
      case PR, PRF -> Start.fromWeights(store.fetch(request.getSourceWeights()));
      case DWP -> Start.withPrior(store.fetch(request.getPrior()));
    };
  }
}
