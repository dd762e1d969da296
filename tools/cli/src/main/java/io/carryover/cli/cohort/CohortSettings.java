package io.carryover.cli.cohort;

import io.carryover.events.CohortDefined;
import io.carryover.events.CohortRole;
import io.carryover.events.Foreground;
import io.carryover.events.InitialMeans;
import io.carryover.events.Method;
import io.carryover.events.PreprocessingSpec;
import io.carryover.events.PriorKind;
import io.carryover.events.PriorSpec;
import io.carryover.events.TrainingSpec;
import java.time.Instant;
import java.util.List;

/**
 * A cohort as its JSON file says it; every value but {@code prior} (SOURCE) and {@code
 * sourceCohort} (TARGET) is needed.
 */
record CohortSettings(
    String id,
    CohortRole role,
    String sourceCohort,
    String foreground,
    List<Integer> labelValues,
    List<Integer> shape,
    List<Method> methods,
    Integer networks,
    Integer trainScans,
    Integer validationScans,
    Integer retrainEveryNewScans,
    Training training,
    Prior prior) {

  /** Hyperparameters of a training; see TrainingSpec for each. */
  record Training(
      int epochs,
      int restarts,
      int restartEpochs,
      int batchSize,
      double learningRate,
      int patience,
      double factor,
      double minLearningRate,
      double weightDecay,
      double klWeight,
      int kernelsPerStep,
      double initialLogVariance,
      long seed,
      List<Integer> patch,
      Double kernelWeightDecay,
      double logVarianceRate,
      InitialMeans initialMeans,
      PriorKind priorKind) {

    TrainingSpec toEvent() {
      return new TrainingSpec(
          epochs,
          restarts,
          restartEpochs,
          batchSize,
          learningRate,
          patience,
          factor,
          minLearningRate,
          weightDecay,
          klWeight,
          kernelsPerStep,
          initialLogVariance,
          seed,
          patch,
          kernelWeightDecay,
          logVarianceRate,
          initialMeans,
          priorKind);
    }
  }

  /** Hyperparameters of the prior; see PriorSpec for each. */
  record Prior(
      int epochs,
      int batchSize,
      double learningRate,
      int patience,
      double factor,
      int latent,
      int kernelsPerGroup,
      double minimumNorm,
      long seed,
      double minimumDsc,
      boolean shuffledControl) {

    PriorSpec toEvent() {
      return new PriorSpec(
          epochs,
          batchSize,
          learningRate,
          patience,
          factor,
          latent,
          kernelsPerGroup,
          minimumNorm,
          seed,
          minimumDsc,
          shuffledControl);
    }
  }

  CohortDefined toEvent(Instant definedAt) {
    return new CohortDefined(
        id,
        role,
        sourceCohort,
        new Foreground(foreground, labelValues),
        new PreprocessingSpec(shape),
        methods,
        networks,
        trainScans,
        validationScans,
        retrainEveryNewScans,
        training.toEvent(),
        prior == null ? null : prior.toEvent(),
        definedAt);
  }
}
