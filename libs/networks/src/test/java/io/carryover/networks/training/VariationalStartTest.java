package io.carryover.networks.training;

import static io.carryover.networks.training.TinyCohort.NARROW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.carryover.networks.Gradients;
import io.carryover.networks.dwp.DeepWeightPrior;
import io.carryover.networks.dwp.GaussianPrior;
import io.carryover.networks.random.Seeds;
import io.carryover.networks.training.PosteriorSettings.InitialMeans;
import io.carryover.networks.training.PosteriorSettings.PriorKind;
import io.carryover.networks.unet.UNetArchitecture.Layer;
import io.carryover.networks.weights.WeightFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VariationalStartTest {

  /** Float32 arithmetic, relative. */
  private static final double ROUNDING = 1e-4;

  /** The ramp has noise of 0.01 about it. */
  private static final double NOISE = 0.06;

  @TempDir private Path directory;
  private final NDManager manager = NDManager.newBaseManager();
  private Starts starts;

  @BeforeEach
  void makeStarts() {
    starts = new Starts(directory);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void startsFromHeAsRandomInitialisationDoes() {
    assertThat(means(InitialMeans.HE, PriorKind.VAE)).isEqualTo(he());
  }

  @Test
  void startsFromTheSourceNetwork() {
    // Given
    Map<String, NDArray> source = WeightFile.read(manager, starts.weights());
    // When, Then
    assertThat(means(InitialMeans.SOURCE, PriorKind.VAE)).isEqualTo(source).isNotEqualTo(he());
  }

  @ParameterizedTest
  @EnumSource(PriorKind.class)
  void givesSamplesOfThePriorTheStandardDeviationOfTheirLayer(PriorKind kind) {
    // Given, When
    Map<String, NDArray> means = means(InitialMeans.PRIOR, kind);
    // Then
    assertThat(NARROW.layers())
        .filteredOn(Layer::hasPrior)
        .allSatisfy(
            layer ->
                assertThat(standardDeviation(means.get(layer.name())))
                    .isCloseTo(
                        layer.heStandardDeviation(),
                        within(ROUNDING * layer.heStandardDeviation())));
    assertThat(means.get("down4.conv_1")).isNotEqualTo(he().get("down4.conv_1"));
  }

  @ParameterizedTest
  @EnumSource(PriorKind.class)
  void leavesLayersWithoutAPriorToHe(PriorKind kind) {
    // Given, When
    Map<String, NDArray> means = means(InitialMeans.PRIOR, kind);
    // Then
    assertThat(NARROW.layers())
        .filteredOn(layer -> !layer.hasPrior())
        .hasSize(7)
        .allSatisfy(layer -> assertThat(means.get(layer.name())).isEqualTo(he().get(layer.name())));
  }

  @Test
  void samplesKernelsOfTheGaussianThatWasFitted() {
    // Given a Gaussian close about a ramp of standard deviation sqrt(60.67) / 10
    Map<String, NDArray> means = means(InitialMeans.PRIOR, PriorKind.GAUSSIAN);
    Layer layer = NARROW.layer("down6.conv_1");
    // When
    NDArray kernels = means.get(layer.name()).reshape(-1, 27).div(layer.heStandardDeviation());
    // Then every kernel is the ramp of unit standard deviation
    NDArray ramp = Starts.ramp(manager).mean().div(Math.sqrt(728 / 12.0) / 10);
    assertThat((double) kernels.sub(ramp.reshape(1, 27)).abs().max().getFloat()).isLessThan(NOISE);
  }

  @Test
  void samplesAnotherVaeForShuffledKernels() {
    assertThat(means(InitialMeans.PRIOR, PriorKind.SHUFFLED).get("down6.conv_1"))
        .isNotEqualTo(means(InitialMeans.PRIOR, PriorKind.VAE).get("down6.conv_1"));
  }

  @Test
  void choosesThePrior() {
    assertThat(start(InitialMeans.HE, PriorKind.GAUSSIAN).prior())
        .isInstanceOf(GaussianPrior.class);
    assertThat(latent(PriorKind.VAE)).isEqualTo(3);
    assertThat(latent(PriorKind.SHUFFLED)).isEqualTo(2);
  }

  @Test
  void refusesAPriorWithoutTheControlThatIsAskedFor() {
    assertThatThrownBy(
            () ->
                new VariationalStart(
                    manager,
                    NARROW,
                    settings(InitialMeans.HE, PriorKind.SHUFFLED),
                    new Start.WithPrior(starts.priorWithoutControl(), Optional.empty())))
        .isInstanceOf(UnusableStartException.class)
        .hasMessageContaining("shuffledControl");
  }

  @Test
  void refusesSourceMeansWithoutASource() {
    // Given
    TrainingSettings settings = settings(InitialMeans.SOURCE, PriorKind.VAE);
    VariationalStart start =
        new VariationalStart(
            manager, NARROW, settings, (Start.WithPrior) Start.withPrior(starts.prior()));
    // When, Then
    assertThatThrownBy(start::means)
        .isInstanceOf(UnusableStartException.class)
        .hasMessage("posterior means from SOURCE need source weights, got none");
  }

  private long latent(PriorKind kind) {
    DeepWeightPrior prior = (DeepWeightPrior) start(InitialMeans.HE, kind).prior();
    return prior.parameters().get("group1.latent_mu.weight").getShape().get(0);
  }

  private Map<String, NDArray> means(InitialMeans means, PriorKind kind) {
    return start(means, kind).means();
  }

  private VariationalStart start(InitialMeans means, PriorKind kind) {
    Start start = Start.withPriorAndSource(starts.prior(), starts.weights());
    return new VariationalStart(manager, NARROW, settings(means, kind), (Start.WithPrior) start);
  }

  private static TrainingSettings settings(InitialMeans means, PriorKind kind) {
    return TinySettings.dwp(
        new PosteriorSettings(1e-3, 20, -2, OptionalDouble.empty(), 1, means, kind));
  }

  private Map<String, NDArray> he() {
    return new InitialWeights(manager, NARROW).he(new Seeds(42));
  }

  private static double standardDeviation(NDArray weights) {
    NDArray distance = weights.sub(weights.mean());
    return Math.sqrt(Gradients.number(distance.mul(distance).mean()));
  }
}
