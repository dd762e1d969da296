package io.carryover.cli.cohort;

import io.carryover.cli.cohort.CohortSettings.Training;
import java.util.ArrayList;
import java.util.List;

/**
 * Ranges of a training's hyperparameters. The trainer has the last word, with its own rules; here
 * they are looked at so that a slip is seen before anything starts.
 */
final class TrainingRules {
  private final List<String> faults = new ArrayList<>();

  private TrainingRules() {}

  /** What is out of its range. */
  static List<String> faults(Training training) {
    TrainingRules rules = new TrainingRules();
    rules.checkSteps(training);
    rules.checkSchedule(training);
    rules.checkPosterior(training);
    return rules.faults;
  }

  private void checkSteps(Training training) {
    require(training.epochs() >= 1, "epochs is at least 1", training.epochs());
    require(training.batchSize() >= 1, "batchSize is at least 1", training.batchSize());
    require(training.restarts() >= 0, "restarts is at least 0", training.restarts());
    notNegative("weightDecay", training.weightDecay());
  }

  private void checkSchedule(Training training) {
    positive("learningRate", training.learningRate());
    require(training.patience() >= 1, "patience is at least 1", training.patience());
    double factor = training.factor();
    require(factor > 0 && factor < 1, "factor is between 0 and 1", factor);
    double least = training.minLearningRate();
    require(
        least > 0 && least <= training.learningRate(),
        "minLearningRate is positive and at most learningRate",
        least);
  }

  private void checkPosterior(Training training) {
    notNegative("klWeight", training.klWeight());
    int subset = training.kernelsPerStep();
    require(subset >= 0, "kernelsPerStep is at least 0", subset);
    double logVariance = training.initialLogVariance();
    require(Double.isFinite(logVariance), "initialLogVariance is finite", logVariance);
    Double decay = training.kernelWeightDecay();
    notNegative("kernelWeightDecay", decay == null ? 0 : decay);
    positive("logVarianceRate", training.logVarianceRate());
    require(training.initialMeans() != null, "initialMeans is HE, PRIOR or SOURCE", null);
    require(training.priorKind() != null, "priorKind is VAE, SHUFFLED or GAUSSIAN", null);
  }

  private void positive(String name, double actual) {
    require(actual > 0 && Double.isFinite(actual), name + " is positive", actual);
  }

  private void notNegative(String name, double actual) {
    require(actual >= 0 && Double.isFinite(actual), name + " is at least 0", actual);
  }

  private void require(boolean holds, String rule, Object actual) {
    if (!holds) {
      faults.add("training.%s, not %s".formatted(rule, actual));
    }
  }
}
