package io.carryover.trainer.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.events.CohortDefined;
import io.carryover.events.CohortRole;
import io.carryover.events.Foreground;
import io.carryover.events.Method;
import io.carryover.events.PreprocessingSpec;
import io.carryover.events.Reason;
import io.carryover.events.TrainingSpec;
import io.carryover.trainer.TrainerEvents;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CohortRulesTest {
  @Test
  void acceptsSourceAndTarget() {
    assertThat(CohortRules.reject(TrainerEvents.sourceCohort())).isEmpty();
    assertThat(CohortRules.reject(TrainerEvents.targetCohort())).isEmpty();
  }

  @Test
  void acceptsAPatchWithinTheShape() {
    // Given
    CohortDefined cohort = TrainerEvents.targetCohort();
    cohort.setPreprocessing(shape(240, 240, 160));

    // When
    cohort.getTraining().setPatch(List.of(64, 240, 80));

    // Then
    assertThat(CohortRules.reject(cohort)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("brokenSources")
  void rejectsBrokenSource(String message, Consumer<CohortDefined> change) {
    assertRejected(TrainerEvents.sourceCohort(), message, change);
  }

  static Stream<Arguments> brokenSources() {
    return Stream.of(
        broken("cohortId must match", c -> c.setCohortId("Hippo Campus")),
        broken(
            "must have a name, got \" \"", c -> c.setForeground(new Foreground(" ", List.of(1)))),
        broken(
            "must have label values, got []", c -> c.setForeground(new Foreground("x", List.of()))),
        broken(
            "must be positive, got [0, 1]",
            c -> c.setForeground(new Foreground("x", List.of(0, 1)))),
        broken("must differ, got [1, 1]", c -> c.setForeground(new Foreground("x", List.of(1, 1)))),
        broken("3 sides, got [16, 16]", c -> c.setPreprocessing(shape(16, 16))),
        broken(
            "multiples of 8 from 16 on, got [16, 20, 16]",
            c -> c.setPreprocessing(shape(16, 20, 16))),
        broken(
            "multiples of 8 from 16 on, got [16, 16, 8]",
            c -> c.setPreprocessing(shape(16, 16, 8))),
        broken("at most 2^26 voxels", c -> c.setPreprocessing(shape(4096, 4096, 4096))),
        broken("trainAfterTrainScans must be at least 1, got 0", c -> c.setTrainAfterTrainScans(0)),
        broken(
            "trainAfterValidationScans must be at least 0",
            c -> c.setTrainAfterValidationScans(-1)),
        broken("retrainEveryNewScans must be at least 0", c -> c.setRetrainEveryNewScans(-1)),
        broken(
            "methods of a SOURCE must be [SOURCE], got [RI]",
            c -> c.setMethods(List.of(Method.RI))),
        broken("networks must be at least 1, got 0", c -> c.setNetworks(0)),
        broken("networks must be at most 1000, got 2000000000", c -> c.setNetworks(2_000_000_000)),
        broken(
            "number of label values must be at most 1000, got 400000",
            c -> c.setForeground(new Foreground("x", Collections.nCopies(400_000, 1)))),
        broken(
            "characters of the foreground's name must be at most 200, got 201",
            c -> c.setForeground(new Foreground("x".repeat(201), List.of(1)))),
        broken("must not name a source cohort, got other", c -> c.setSourceCohortId("other")),
        broken("must say how its prior is fitted", c -> c.setPrior(null)),
        broken("latent must be at least 1, got 0", c -> c.getPrior().setLatent(0)),
        broken("prior epochs must be at least 1", c -> c.getPrior().setEpochs(0)),
        broken("minimumNorm must be in [0, 1), got 1.0", c -> c.getPrior().setMinimumNorm(1)),
        broken("minimumDsc must be in [0, 1), got 1.0", c -> c.getPrior().setMinimumDsc(1)),
        broken("epochs must be at least 1, got 0", training(t -> t.setEpochs(0))),
        broken("restartEpochs must be at least 1, got 0", training(t -> t.setRestarts(1))),
        broken("batchSize must be at least 1", training(t -> t.setBatchSize(0))),
        broken(
            "patch must have 3 sides, or none, got [16, 16]",
            training(t -> t.setPatch(List.of(16, 16)))),
        broken(
            "patch sides must be multiples of 8 from 16 on, got [16, 16, 12]",
            training(t -> t.setPatch(List.of(16, 16, 12)))),
        broken(
            "patch sides must be multiples of 8 from 16 on, got [16, 8, 16]",
            training(t -> t.setPatch(List.of(16, 8, 16)))),
        broken(
            "patch must lie within the shape [16, 16, 16], got [16, 24, 16]",
            training(t -> t.setPatch(List.of(16, 24, 16)))),
        broken(
            "learningRate must be positive, got NaN", training(t -> t.setLearningRate(Double.NaN))),
        broken("factor must be in (0, 1), got 1.0", training(t -> t.setFactor(1))),
        broken("minLearningRate must be positive", training(t -> t.setMinLearningRate(0))),
        broken("weightDecay must be at least 0", training(t -> t.setWeightDecay(-1))),
        broken("klWeight must be at least 0", training(t -> t.setKlWeight(-1))),
        broken("kernelsPerStep must be at least 0", training(t -> t.setKernelsPerStep(-1))),
        broken(
            "kernelWeightDecay must be at least 0, got -1.0",
            training(t -> t.setKernelWeightDecay(-1.0))),
        broken("logVarianceRate must be positive, got 0.0", training(t -> t.setLogVarianceRate(0))),
        broken(
            "initialLogVariance must be finite",
            training(t -> t.setInitialLogVariance(Double.NEGATIVE_INFINITY))));
  }

  @ParameterizedTest
  @MethodSource("brokenTargets")
  void rejectsBrokenTarget(String message, Consumer<CohortDefined> change) {
    assertRejected(TrainerEvents.targetCohort(), message, change);
  }

  static Stream<Arguments> brokenTargets() {
    return Stream.of(
        broken("must name its source cohort, got null", c -> c.setSourceCohortId(null)),
        broken("must not be its own source", c -> c.setSourceCohortId(c.getCohortId())),
        broken("methods of a TARGET must be some of", c -> c.setMethods(List.of())),
        broken("methods of a TARGET must be some of", c -> c.setMethods(List.of(Method.SOURCE))),
        broken("methods must differ", c -> c.setMethods(List.of(Method.RI, Method.RI))),
        broken("networks of a TARGET must be 1, got 2", c -> c.setNetworks(2)),
        broken("restarts of a TARGET must be 0, got 1", training(t -> t.setRestarts(1))),
        broken("must not say how a prior is fitted", c -> c.setPrior(TrainerEvents.priorSpec())));
  }

  @Test
  void namesAllBrokenRulesAndTheCohort() {
    // Given
    CohortDefined cohort = TrainerEvents.sourceCohort();
    cohort.setNetworks(0);
    cohort.setTrainAfterTrainScans(0);

    // When
    Reason reason = CohortRules.reject(cohort).orElseThrow();

    // Then
    assertThat(reason.getMessage())
        .isEqualTo(
            "trainAfterTrainScans must be at least 1, got 0; networks must be at least 1, got 0"
                + " (cohort hippocampus)");
  }

  @Test
  void targetRoleMakesSourceFieldsWrong() {
    // Given
    CohortDefined cohort = TrainerEvents.sourceCohort();

    // When
    cohort.setRole(CohortRole.TARGET);

    // Then
    assertThat(CohortRules.reject(cohort)).isPresent();
  }

  private static void assertRejected(
      CohortDefined cohort, String message, Consumer<CohortDefined> change) {
    // When
    change.accept(cohort);

    // Then
    Reason reason = CohortRules.reject(cohort).orElseThrow();
    assertThat(reason.getCode()).isEqualTo("COHORT_INVALID");
    assertThat(reason.getMessage()).contains(message);
  }

  private static Arguments broken(String message, Consumer<CohortDefined> change) {
    return Arguments.of(message, change);
  }

  private static Consumer<CohortDefined> training(Consumer<TrainingSpec> change) {
    return cohort -> change.accept(cohort.getTraining());
  }

  private static PreprocessingSpec shape(Integer... sides) {
    return new PreprocessingSpec(List.of(sides));
  }
}
