package io.carryover.trainer.training;

import io.carryover.events.ArtifactRef;
import io.carryover.events.InitialMeans;
import io.carryover.events.TrainingRequested;
import io.carryover.events.TrainingSpec;
import io.carryover.networks.training.PosteriorSettings;
import io.carryover.networks.training.Start;
import io.carryover.networks.training.TrainingMethod;
import io.carryover.networks.training.TrainingSettings;
import io.carryover.runtime.failure.RejectedException;
import io.carryover.runtime.store.ArtifactStore;
import io.carryover.trainer.cohort.TrainingShapes;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** What a request means to the network library. */
final class RunSettings {
  /** Code of a request of which no training can be made. */
  static final String TRAINING_INVALID = "TRAINING_INVALID";

  private RunSettings() {}

  /**
   * The hyperparameters.
   *
   * @throws RejectedException TRAINING_INVALID
   */
  static TrainingSettings of(TrainingRequested request) {
    try {
      return settings(request);
    } catch (IllegalArgumentException e) {
      throw invalid(e.getMessage(), request);
    }
  }

  private static TrainingSettings settings(TrainingRequested request) {
    TrainingSpec spec = request.getTraining();
    return new TrainingSettings(
        TrainingMethod.valueOf(request.getMethod().name()),
        spec.getEpochs(),
        spec.getRestarts(),
        spec.getRestartEpochs(),
        spec.getBatchSize(),
        TrainingShapes.patch(request),
        spec.getLearningRate(),
        spec.getPatience(),
        spec.getFactor(),
        spec.getMinLearningRate(),
        spec.getWeightDecay(),
        posterior(spec),
        spec.getSeed());
  }

  private static PosteriorSettings posterior(TrainingSpec spec) {
    Double decay = spec.getKernelWeightDecay();
    return new PosteriorSettings(
        spec.getKlWeight(),
        spec.getKernelsPerStep(),
        spec.getInitialLogVariance(),
        decay == null ? OptionalDouble.empty() : OptionalDouble.of(decay),
        spec.getLogVarianceRate(),
        PosteriorSettings.InitialMeans.valueOf(spec.getInitialMeans().name()),
        PosteriorSettings.PriorKind.valueOf(spec.getPriorKind().name()));
  }

  /**
   * Where the network starts; source weights and priors are fetched and verified.
   *
   * @throws RejectedException TRAINING_INVALID, and the codes of {@link ArtifactStore#fetch}
   */
  static Start start(TrainingRequested request, ArtifactStore store) {
    return switch (request.getMethod()) {
      case SOURCE, RI -> Start.he();
      case PR, PRF -> Start.fromWeights(sourceWeights(request, store));
      case DWP -> deepWeightPrior(request, store);
    };
  }

  private static Start deepWeightPrior(TrainingRequested request, ArtifactStore store) {
    Path prior = store.fetch(needed("a prior", request.getPrior(), request));
    return request.getTraining().getInitialMeans() == InitialMeans.SOURCE
        ? Start.withPriorAndSource(prior, sourceWeights(request, store))
        : Start.withPrior(prior);
  }

  private static Path sourceWeights(TrainingRequested request, ArtifactStore store) {
    return store.fetch(needed("source weights", request.getSourceWeights(), request));
  }

  private static ArtifactRef needed(String what, ArtifactRef input, TrainingRequested request) {
    if (input == null) {
      throw invalid("%s needs %s, got none".formatted(request.getMethod(), what), request);
    }
    return input;
  }

  /** A request of which no training can be made, by this rule. */
  static RejectedException invalid(String rule, TrainingRequested request) {
    return new RejectedException(
        TRAINING_INVALID, "%s (run %s)".formatted(rule, request.getRunId()));
  }
}
