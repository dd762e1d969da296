package io.carryover.trainer.cohort;

import io.carryover.events.CohortDefined;
import io.carryover.events.CohortRole;
import io.carryover.events.Method;
import io.carryover.events.PriorSpec;
import io.carryover.events.Reason;
import io.carryover.events.TrainingSpec;
import io.carryover.runtime.failure.ShortText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a cohort definition must fulfil before anything is admitted to it or planned for it. All
 * broken rules are named at once, so that one look mends the definition.
 */
public final class CohortRules {
  /** Code of a definition that breaks a rule. */
  public static final String COHORT_INVALID = "COHORT_INVALID";

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final int LONGEST_FOREGROUND_NAME = 200;
  private static final int MOST_LABEL_VALUES = 1000;

  /** Each is a record in one transaction, and the prior service takes no more. */
  private static final int MOST_NETWORKS = 1000;

  private static final int SIDES = 3;
  private static final int SIDE_STEP = 8;
  private static final int SHORTEST_SIDE = 16;
  private static final long MOST_VOXELS = 1L << 26;
  private static final Set<Method> TARGET_METHODS = EnumSet.complementOf(EnumSet.of(Method.SOURCE));

  private final CohortDefined cohort;
  private final List<String> broken = new ArrayList<>();

  private CohortRules(CohortDefined cohort) {
    this.cohort = cohort;
  }

  /** Why the definition cannot be used, code COHORT_INVALID; empty if it can. */
  public static Optional<Reason> reject(CohortDefined cohort) {
    List<String> broken = new CohortRules(cohort).broken();
    return broken.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Reason(
                COHORT_INVALID,
                "%s (cohort %s)"
                    .formatted(String.join("; ", broken), ShortText.of(cohort.getCohortId()))));
  }

  private List<String> broken() {
    checkNames();
    checkShape();
    checkWhenToTrain();
    checkTraining(cohort.getTraining());
    if (cohort.getRole() == CohortRole.SOURCE) {
      checkSource();
    } else {
      checkTarget();
    }
    return broken;
  }

  private void checkNames() {
    String id = cohort.getCohortId();
    require(NAME.matcher(id).matches(), "cohortId must match " + NAME.pattern(), id);
    String name = cohort.getForeground().getName();
    require(!name.isBlank(), "foreground must have a name", "\"" + name + "\"");
    atMost(LONGEST_FOREGROUND_NAME, "characters of the foreground's name", name.length());
    checkLabelValues(cohort.getForeground().getLabelValues());
  }

  private void checkLabelValues(List<Integer> values) {
    atMost(MOST_LABEL_VALUES, "number of label values", values.size());
    require(!values.isEmpty(), "foreground must have label values", values);
    require(values.stream().allMatch(value -> value > 0), "label values must be positive", values);
    require(allDiffer(values), "label values must differ", values);
  }

  private void checkShape() {
    List<Integer> shape = cohort.getPreprocessing().getShape();
    require(shape.size() == SIDES, "shape must have 3 sides", shape);
    require(
        shape.stream().allMatch(CohortRules::isSide),
        "sides must be multiples of 8 from 16 on",
        shape);
    double voxels = shape.stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b);
    require(voxels <= MOST_VOXELS, "shape must have at most 2^26 voxels", shape);
  }

  private void checkWhenToTrain() {
    atLeast(1, "trainAfterTrainScans", cohort.getTrainAfterTrainScans());
    atLeast(0, "trainAfterValidationScans", cohort.getTrainAfterValidationScans());
    atLeast(0, "retrainEveryNewScans", cohort.getRetrainEveryNewScans());
  }

  private void checkSource() {
    List<Method> methods = cohort.getMethods();
    require(
        methods.equals(List.of(Method.SOURCE)), "methods of a SOURCE must be [SOURCE]", methods);
    atLeast(1, "networks", cohort.getNetworks());
    atMost(MOST_NETWORKS, "networks", cohort.getNetworks());
    require(
        cohort.getSourceCohortId() == null,
        "a SOURCE must not name a source cohort",
        cohort.getSourceCohortId());
    require(cohort.getPrior() != null, "a SOURCE must say how its prior is fitted", null);
    Optional.ofNullable(cohort.getPrior()).ifPresent(this::checkPrior);
  }

  private void checkTarget() {
    List<Method> methods = cohort.getMethods();
    require(
        !methods.isEmpty() && TARGET_METHODS.containsAll(methods),
        "methods of a TARGET must be some of " + TARGET_METHODS,
        methods);
    require(allDiffer(methods), "methods must differ", methods);
    require(cohort.getNetworks() == 1, "networks of a TARGET must be 1", cohort.getNetworks());
    int restarts = cohort.getTraining().getRestarts();
    require(restarts == 0, "restarts of a TARGET must be 0", restarts);
    require(cohort.getPrior() == null, "a TARGET must not say how a prior is fitted", "one");
    checkSourceCohort(cohort.getSourceCohortId());
  }

  private void checkSourceCohort(String source) {
    require(
        source != null && NAME.matcher(source).matches(),
        "a TARGET must name its source cohort",
        source);
    require(!cohort.getCohortId().equals(source), "a cohort must not be its own source", source);
  }

  private void checkTraining(TrainingSpec training) {
    atLeast(1, "epochs", training.getEpochs());
    atLeast(0, "restarts", training.getRestarts());
    if (training.getRestarts() > 0) {
      atLeast(1, "restartEpochs", training.getRestartEpochs());
    }
    atLeast(1, "batchSize", training.getBatchSize());
    checkPatch(training.getPatch(), cohort.getPreprocessing().getShape());
    checkSchedule(training.getLearningRate(), training.getPatience(), training.getFactor());
    checkLowestRate(training.getMinLearningRate(), training.getLearningRate());
    notNegative("weightDecay", training.getWeightDecay());
    notNegative("klWeight", training.getKlWeight());
    atLeast(0, "kernelsPerStep", training.getKernelsPerStep());
    double logVariance = training.getInitialLogVariance();
    require(Double.isFinite(logVariance), "initialLogVariance must be finite", logVariance);
    notNegative(
        "kernelWeightDecay", Objects.requireNonNullElse(training.getKernelWeightDecay(), 0.0));
    double rate = training.getLogVarianceRate();
    require(rate > 0 && Double.isFinite(rate), "logVarianceRate must be positive", rate);
  }

  private void checkPatch(List<Integer> patch, List<Integer> shape) {
    require(patch.isEmpty() || patch.size() == SIDES, "patch must have 3 sides, or none", patch);
    require(
        patch.stream().allMatch(CohortRules::isSide),
        "patch sides must be multiples of 8 from 16 on",
        patch);
    boolean isComparable = patch.size() == SIDES && shape.size() == SIDES;
    require(
        !isComparable || IntStream.range(0, SIDES).allMatch(n -> patch.get(n) <= shape.get(n)),
        "patch must lie within the shape " + ShortText.of(shape),
        patch);
  }

  private static boolean isSide(int side) {
    return side >= SHORTEST_SIDE && side % SIDE_STEP == 0;
  }

  private void checkLowestRate(double lowest, double initial) {
    require(
        lowest > 0 && lowest <= initial,
        "minLearningRate must be positive and at most the learning rate",
        lowest);
  }

  private void checkPrior(PriorSpec prior) {
    atLeast(1, "prior epochs", prior.getEpochs());
    atLeast(1, "prior batchSize", prior.getBatchSize());
    checkSchedule(prior.getLearningRate(), prior.getPatience(), prior.getFactor());
    atLeast(1, "latent", prior.getLatent());
    atLeast(0, "kernelsPerGroup", prior.getKernelsPerGroup());
    double norm = prior.getMinimumNorm();
    require(norm >= 0 && norm < 1, "minimumNorm must be in [0, 1)", norm);
    double dsc = prior.getMinimumDsc();
    require(dsc >= 0 && dsc < 1, "minimumDsc must be in [0, 1)", dsc);
  }

  private void checkSchedule(double learningRate, int patience, double factor) {
    require(
        learningRate > 0 && Double.isFinite(learningRate),
        "learningRate must be positive",
        learningRate);
    atLeast(1, "patience", patience);
    require(factor > 0 && factor < 1, "factor must be in (0, 1)", factor);
  }

  private void atLeast(int least, String name, int actual) {
    require(actual >= least, "%s must be at least %d".formatted(name, least), actual);
  }

  private void atMost(int most, String name, int actual) {
    require(actual <= most, "%s must be at most %d".formatted(name, most), actual);
  }

  private void notNegative(String name, double actual) {
    require(actual >= 0 && Double.isFinite(actual), name + " must be at least 0", actual);
  }

  private void require(boolean holds, String rule, Object actual) {
    if (!holds) {
      broken.add("%s, got %s".formatted(rule, ShortText.of(actual)));
    }
  }

  private static boolean allDiffer(List<?> values) {
    return new HashSet<>(values).size() == values.size();
  }
}
