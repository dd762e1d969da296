package io.carryover.networks.training;

import static io.carryover.networks.training.TinyCohort.NARROW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.carryover.networks.Gradients;
import io.carryover.networks.random.Seeds;
import io.carryover.networks.weights.WeightFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkTrainingTest {

  /** One float32 rounding of a sum of two numbers near 3. */
  private static final float ROUNDING = 1e-6f;

  /** Percent: what Adam's epsilon takes from a step down a gradient near 1e-4. */
  private static final double EPSILON = 1;

  @TempDir private Path directory;

  private final NDManager manager = NDManager.newBaseManager();
  private final List<EpochReport> reports = new ArrayList<>();
  private Starts starts;

  @BeforeEach
  void makeStarts() {
    starts = new Starts(directory.resolve("starts"));
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @EnumSource(TrainingMethod.class)
  void lowersItsLossAndLeavesASnapshot(TrainingMethod method) {
    // Given
    TrainingData data = TinyCohort.of(4, 2);
    // When
    TrainingOutcome outcome = run(TinySettings.of(method), "run", data, () -> false);
    // Then
    assertThat(reports)
        .hasSize(TinySettings.EPOCHS)
        .allMatch(r -> r.stage().equals(method.stage()));
    assertThat(reports.get(2).trainLoss()).isLessThan(reports.get(0).trainLoss());
    assertThat(outcome.epochs()).isEqualTo(TinySettings.EPOCHS);
    assertThat(outcome.seconds()).isPositive();
    assertThat(outcome.snapshots()).hasSize(1);
    assertThat(outcome.last().validationDsc().orElseThrow()).isBetween(0.0, 1.0);
    assertThat(outcome.last().calibration().isPresent()).isEqualTo(method == TrainingMethod.DWP);
    assertThat(read(outcome.last())).containsKeys("init_conv", "down6.conv_2", "out");
  }

  @ParameterizedTest
  @EnumSource(
      value = TrainingMethod.class,
      names = {"SOURCE", "DWP"})
  void resumesToTheSameWeights(TrainingMethod method) throws IOException {
    // Given
    TrainingData data = TinyCohort.of(4, 2);
    TrainingSettings settings =
        TinySettings.withRestarts(method, method == TrainingMethod.SOURCE ? 1 : 0);
    TrainingOutcome whole = run(settings, "whole", data, () -> false);
    // When stopped in the middle of the second epoch and run again
    AtomicInteger asked = new AtomicInteger();
    assertThatThrownBy(() -> run(settings, "cut", data, () -> asked.incrementAndGet() == 4))
        .isInstanceOf(TrainingStoppedException.class)
        .hasMessageContaining("after 1 whole epochs");
    reports.clear();
    TrainingOutcome resumed = run(settings, "cut", data, () -> false);
    // Then
    assertThat(reports.get(0).epoch()).isEqualTo(2);
    assertThat(resumed.epochs()).isEqualTo(whole.epochs());
    assertThat(resumed.snapshots()).hasSameSizeAs(whole.snapshots());
    for (Snapshot snapshot : whole.snapshots()) {
      Snapshot again = resumed.snapshots().get(snapshot.restart());
      assertThat(Files.readAllBytes(again.weights()))
          .isEqualTo(Files.readAllBytes(snapshot.weights()));
      assertThat(again.validationDsc()).isEqualTo(snapshot.validationDsc());
      assertThat(again.calibration()).isEqualTo(snapshot.calibration());
    }
  }

  @Test
  void givesASnapshotPerRestart() {
    // Given
    TrainingSettings settings = TinySettings.withRestarts(TrainingMethod.SOURCE, 2);
    // When
    TrainingOutcome outcome = run(settings, "run", TinyCohort.of(4, 0), () -> false);
    // Then
    assertThat(outcome.snapshots()).extracting(Snapshot::restart).containsExactly(0, 1, 2);
    assertThat(reports).hasSize(9).allMatch(r -> r.epochs() == 9);
    assertThat(read(outcome.snapshots().get(0)).get("out"))
        .isNotEqualTo(read(outcome.snapshots().get(1)).get("out"));
  }

  @Test
  void worksWithoutValidationScans() {
    // Given
    TrainingData data = TinyCohort.of(3, 0);
    // When
    TrainingOutcome outcome = run(TinySettings.of(TrainingMethod.RI), "run", data, () -> false);
    // Then
    assertThat(outcome.last().validationDsc()).isEmpty();
    assertThat(reports).allMatch(r -> r.validationLoss().isEmpty());
  }

  @Test
  void isNotRunAgainWhenItIsDone() {
    // Given
    TrainingSettings settings = TinySettings.of(TrainingMethod.RI);
    TrainingOutcome first = run(settings, "run", TinyCohort.of(4, 2), () -> false);
    reports.clear();
    // When
    TrainingOutcome second = run(settings, "run", TinyCohort.of(4, 2), () -> false);
    // Then
    assertThat(reports).isEmpty();
    assertThat(second).isEqualTo(first);
  }

  @Test
  void refusesTheCheckpointOfAnotherTraining() {
    // Given
    run(TinySettings.of(TrainingMethod.RI), "run", TinyCohort.of(4, 0), () -> false);
    // When, Then
    TrainingSettings other = TinySettings.of(TrainingMethod.SOURCE);
    assertThatThrownBy(() -> run(other, "run", TinyCohort.of(4, 0), () -> false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("method=RI")
        .hasMessageContaining("method=SOURCE");
  }

  @Test
  void trainsOnlyTheFirstAndTheLastBlockByPrf() {
    // Given
    Map<String, NDArray> before = WeightFile.read(manager, starts.weights());
    // When
    TrainingOutcome outcome =
        run(TinySettings.of(TrainingMethod.PRF), "run", TinyCohort.of(4, 0), () -> false);
    // Then
    Map<String, NDArray> after = read(outcome.last());
    assertThat(NARROW.layers())
        .filteredOn(l -> !before.get(l.name()).equals(after.get(l.name())))
        .extracting(l -> l.name())
        .containsExactly(
            "init_conv",
            "down1.conv_1",
            "down1.conv_2",
            "down1.down",
            "up3.upsample",
            "up3.conv_1",
            "up3.conv_2",
            "out");
  }

  @Test
  void writesThePosteriorOfDwpInEachLayersOwnScale() {
    // Given a training whose log variances hardly move from their start, -2 of standardised kernels
    TrainingOutcome outcome =
        run(TinySettings.of(TrainingMethod.DWP), "run", TinyCohort.of(1, 0), () -> false);
    // When
    Map<String, NDArray> posterior = read(outcome.last());
    // Then they lie near -2 + log(2 / fan-in), with three steps of 1e-2 between
    float started = (float) (-2 + Math.log(2.0 / (3 * 27)));
    assertThat(posterior.get("down2.conv_1.logVariance").mean().getFloat())
        .isCloseTo(started, within(3 * 1e-2f + ROUNDING));
    assertThat(posterior).doesNotContainKeys("out.logVariance", "down1.down.logVariance");
    assertThat(posterior.get("down2.conv_1").getShape())
        .isEqualTo(posterior.get("down2.conv_1.logVariance").getShape());
  }

  @ParameterizedTest
  @EnumSource(PosteriorSettings.PriorKind.class)
  void trainsUnderEveryKindOfPrior(PosteriorSettings.PriorKind kind) {
    // Given
    TrainingSettings settings = posterior(OptionalDouble.empty(), 1, kind);
    // When
    TrainingOutcome outcome = run(settings, "run", TinyCohort.of(4, 2), () -> false);
    // Then
    assertThat(reports.get(2).trainLoss()).isLessThan(reports.get(0).trainLoss());
    assertThat(read(outcome.last())).containsKeys("down6.conv_2", "down6.conv_2.logVariance");
  }

  @Test
  void learnsAnotherPosteriorUnderEveryKindOfPrior() {
    // Given
    TrainingData data = TinyCohort.of(2, 0);
    Set<NDArray> posteriors = new HashSet<>();
    // When
    for (PosteriorSettings.PriorKind kind : PosteriorSettings.PriorKind.values()) {
      TrainingSettings settings = posterior(OptionalDouble.empty(), 1, kind);
      posteriors.add(read(run(settings, kind.name(), data, () -> false).last()).get("init_conv"));
    }
    // Then
    assertThat(posteriors).hasSize(3);
  }

  @Test
  void decaysKernelsByADecayOfTheirOwn() {
    // Given a decay of kernels that outweighs every gradient, so that each step is towards zero
    TrainingSettings settings =
        posterior(OptionalDouble.of(1e6), 1, PosteriorSettings.PriorKind.VAE);
    Map<String, NDArray> before = new InitialWeights(manager, NARROW).he(new Seeds(42));
    // When
    TrainingOutcome outcome = run(settings, "run", TinyCohort.of(2, 0), () -> false);
    // Then kernels with a prior shrink, others do not
    Map<String, NDArray> after = read(outcome.last());
    assertThat(norm(after.get("up1.conv_1"))).isLessThan(0.9 * norm(before.get("up1.conv_1")));
    assertThat(norm(after.get("up1.upsample")))
        .isGreaterThan(0.95 * norm(before.get("up1.upsample")));
  }

  @Test
  void movesLogVariancesByARateOfTheirOwn() {
    // Given one step: Adam's first is the rate, here 1e-2, whatever the gradient
    TrainingSettings settings =
        oneEpoch(posterior(OptionalDouble.empty(), 20, PosteriorSettings.PriorKind.VAE));
    Map<String, NDArray> before = new InitialWeights(manager, NARROW).he(new Seeds(42));
    // When
    Map<String, NDArray> after =
        read(run(settings, "run", TinyCohort.of(1, 0), () -> false).last());
    // Then log variances move by 20 rates, means by one
    NDArray start = before.get("up1.conv_1").zerosLike().add(-2 + Math.log(2.0 / (4 * 27)));
    assertThat(furthest(after.get("up1.conv_1.logVariance"), start))
        .isCloseTo(20 * 1e-2f, withinPercentage(EPSILON));
    assertThat(furthest(after.get("up1.conv_1"), before.get("up1.conv_1")))
        .isCloseTo(1e-2f, withinPercentage(EPSILON));
  }

  @ParameterizedTest
  @EnumSource(
      value = TrainingMethod.class,
      names = {"RI", "DWP"})
  void takesTheSameStepsOneAtATime(TrainingMethod method) {
    // Given two epochs of two steps
    TrainingSettings settings = TinySettings.of(method);
    run(settings, "run", TinyCohort.of(4, 0), () -> false);
    // When
    double[] losses = new double[4];
    try (TrainingSteps steps = training(settings, "steps").steps(TinyCohort.of(4, 0))) {
      Arrays.setAll(losses, step -> steps.next());
    }
    // Then
    assertThat((losses[0] + losses[1]) / 2).isEqualTo(reports.get(0).trainLoss());
    assertThat((losses[2] + losses[3]) / 2).isEqualTo(reports.get(1).trainLoss());
    assertThat(directory.resolve("steps")).doesNotExist();
  }

  @Test
  void refusesAStartThatTheMethodHasNot() {
    assertThatThrownBy(
            () -> new NetworkTraining(TinySettings.of(TrainingMethod.DWP), Start.he(), directory))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DWP starts with WithPrior, got He[]");
  }

  private TrainingOutcome run(
      TrainingSettings settings, String name, TrainingData data, StopSignal stop) {
    return training(settings, name).run(data, reports::add, stop);
  }

  private NetworkTraining training(TrainingSettings settings, String name) {
    Start start = starts.of(settings.method());
    return new NetworkTraining(settings, start, directory.resolve(name), NARROW);
  }

  private Map<String, NDArray> read(Snapshot snapshot) {
    return WeightFile.read(manager, snapshot.weights());
  }

  private static TrainingSettings posterior(
      OptionalDouble kernelDecay, double logVarianceRate, PosteriorSettings.PriorKind kind) {
    return TinySettings.dwp(
        new PosteriorSettings(
            1e-3, 20, -2, kernelDecay, logVarianceRate, PosteriorSettings.InitialMeans.HE, kind));
  }

  private static TrainingSettings oneEpoch(TrainingSettings settings) {
    return new TrainingSettings(
        settings.method(),
        1,
        settings.restarts(),
        settings.restartEpochs(),
        settings.batchSize(),
        settings.patch(),
        settings.learningRate(),
        settings.patience(),
        settings.factor(),
        settings.minLearningRate(),
        settings.weightDecay(),
        settings.posterior(),
        settings.seed());
  }

  private static double norm(NDArray array) {
    return Math.sqrt(Gradients.number(array.mul(array).sum()));
  }

  private static float furthest(NDArray one, NDArray other) {
    return one.sub(other).abs().max().getFloat();
  }
}
