package io.carryover.networks.dwp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.carryover.networks.Gradients;
import io.carryover.networks.random.Seeds;
import io.carryover.networks.unet.UNetArchitecture;
import io.carryover.networks.vae.Gaussian;
import io.carryover.networks.vae.Heads;
import io.carryover.networks.vae.KernelDecoder;
import io.carryover.networks.vae.KernelVaeArchitecture;
import io.carryover.networks.weights.WeightFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeepWeightPriorTest {

  private static final UNetArchitecture NARROW = UNetArchitecture.ofWidths(List.of(2, 3, 4, 5));
  private static final int KERNELS = 2 + 6 + 9 + 9 + 9 + 12 + 16 * 3 + 20 + 25 * 3 + 32 + 18 + 8;
  private static final int SUBSETS = 200;

  /** Standard errors within which a mean of random estimates is held to be unbiased. */
  private static final double STANDARD_ERRORS = 4;

  @TempDir private Path directory;

  private final NDManager manager = NDManager.newBaseManager();
  private KernelPosterior.Draw draw;

  @BeforeEach
  void drawOnce() {
    Engine.getInstance().setRandomSeed(11);
    Map<String, NDArray> means = new LinkedHashMap<>();
    NARROW
        .layers()
        .forEach(
            l ->
                means.put(
                    l.name(),
                    manager.randomNormal(new Shape(l.shape())).mul(l.heStandardDeviation())));
    draw = new KernelPosterior(manager, NARROW, means, -2).draw();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void estimatesTheMeanOverAllKernelsFromSubsets() {
    // Given the bound over all kernels of one draw, and over many subsets of about a quarter
    double[] all = bounds(0);
    // When
    double[] estimates = bounds(KERNELS / 4);
    // Then
    double error = standardError(estimates) + standardError(all);
    assertThat(mean(estimates)).isCloseTo(mean(all), within(STANDARD_ERRORS * error));
  }

  @Test
  void takesAllKernelsWhereTheSubsetIsNoSmaller() {
    // Given
    DeepWeightPrior all = new DeepWeightPrior(NARROW, groups(), 0);
    // When
    DeepWeightPrior more = new DeepWeightPrior(NARROW, groups(), 10 * KERNELS);
    // Then
    assertThat(bound(more, 5)).isEqualTo(bound(all, 5));
  }

  @Test
  void choosesTheSameKernelsByTheSameSeed() {
    // Given
    DeepWeightPrior prior = new DeepWeightPrior(NARROW, groups(), 30);
    // When
    double first = bound(prior, 5);
    double second = bound(prior, 5);
    // Then
    assertThat(second).isEqualTo(first);
  }

  @Test
  void trainsTheEncodersAndNothingElse() {
    // Given
    DeepWeightPrior prior = new DeepWeightPrior(NARROW, groups(), 30);
    // When
    Set<String> names = prior.parameters().keySet();
    // Then
    assertThat(names).hasSize(7 * 10).contains("group7.latent_mu.weight", "group1.encode.0.bias");
    assertThat(names).noneMatch(n -> n.contains("decode") || n.contains("reconstruction"));
  }

  @Test
  void readsTheGroupsBackThatItWrote() {
    // Given
    Path file = directory.resolve("prior.safetensors");
    List<GroupPrior> written = groups();
    // When
    GroupPrior.writeAll(written, file);
    List<GroupPrior> read = GroupPrior.readAll(manager, file);
    // Then
    assertThat(read).hasSize(7);
    assertThat(read.get(3).weights()).isEqualTo(written.get(3).weights());
    assertThat(read.get(3).standardDeviation().getFloat()).isEqualTo(0.25f);
    assertThat(read.get(3).latent()).isEqualTo(2);
    assertThat(read.get(3).gaussian()).isEqualTo(standardNormal());
    assertThat(read.get(3).shuffled()).isEmpty();
  }

  @Test
  void readsTheGoldenPrior() {
    // Given a file of the layout in the javadoc, written by hand, with arrays of a few numbers
    Path golden = Path.of("src/test/resources/golden/prior.safetensors");
    // When
    GroupPrior third = GroupPrior.readAll(manager, golden).get(2);
    // Then
    assertThat(third.group()).isEqualTo(3);
    assertThat(third.standardDeviation().getFloat()).isEqualTo(0.03f);
    assertThat(third.gaussian().mean().toFloatArray()).startsWith(3f, 3.01f).endsWith(3.26f);
    assertThat(third.gaussian().standardDeviation().toFloatArray()).startsWith(1f, 1.1f);
    assertThat(third.weights()).containsOnlyKeys("latent_mu.weight");
    assertThat(third.weights().get("latent_mu.weight").toFloatArray()).containsExactly(3, -3);
    assertThat(third.latent()).isEqualTo(2);
    GroupPrior shuffled = third.ofShuffledKernels();
    assertThat(shuffled.weights().get("latent_mu.weight").toFloatArray())
        .containsExactly(30, 60, 90);
  }

  @Test
  void refusesShuffledKernelsThatWereNotFittedAndNamesTheRemedy() {
    assertThatThrownBy(() -> groups().get(4).ofShuffledKernels())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got none of group5")
        .hasMessageContaining("shuffledControl");
  }

  @Test
  void refusesAFileWithoutTheGaussiansAndNamesTheRemedy() {
    // Given a prior as it was written before
    Path file = directory.resolve("prior.safetensors");
    WeightFile.write(
        Map.of(
            "group1.standardDeviation", manager.create(1f),
            "group1.latent_mu.weight", manager.zeros(new Shape(2, 128))),
        file);
    // When, Then
    assertThatThrownBy(() -> GroupPrior.readAll(manager, file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Gaussian per tap of each group, got none of group1")
        .hasMessageContaining("fit the prior again");
  }

  @Test
  void samplesDecodedMeansAndNoiseOfLatentsFromTheStandardNormal() {
    // Given
    List<GroupPrior> groups = groups();
    KernelDecoder decoder = new KernelDecoder(groups.get(2).weights(), Heads.CLAMPED);
    Engine.getInstance().setRandomSeed(21);
    Gaussian decoded = decoder.decode(manager.randomNormal(new Shape(5, 2)));
    NDArray expected = decoded.at(manager.randomNormal(new Shape(5, 27)));
    // When
    Engine.getInstance().setRandomSeed(21);
    NDArray kernels = new DeepWeightPrior(NARROW, groups, 0).sample(3, 5);
    // Then
    assertThat(kernels).isEqualTo(expected);
  }

  @Test
  void refusesAFileWithoutAGroup() {
    // Given
    Path file = directory.resolve("prior.safetensors");
    GroupPrior.writeAll(groups().subList(0, 1), file);
    // When, Then
    assertThatThrownBy(() -> GroupPrior.readAll(manager, file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got none named group2");
  }

  private double[] bounds(int kernelsPerStep) {
    DeepWeightPrior prior = new DeepWeightPrior(NARROW, groups(), kernelsPerStep);
    double[] bounds = new double[SUBSETS];
    for (int i = 0; i < SUBSETS; i++) {
      bounds[i] = bound(prior, i);
    }
    return bounds;
  }

  private double bound(DeepWeightPrior prior, int seed) {
    Engine.getInstance().setRandomSeed(seed);
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      return Gradients.number(prior.meanBound(draw, new Seeds(seed)));
    }
  }

  private List<GroupPrior> groups() {
    Engine.getInstance().setRandomSeed(12);
    List<GroupPrior> groups = new ArrayList<>();
    for (int group = 1; group <= UNetArchitecture.GROUPS; group++) {
      NDArray sd = manager.create(0.25f);
      Map<String, NDArray> weights = new KernelVaeArchitecture(2).initialise(manager);
      groups.add(new GroupPrior(group, sd, standardNormal(), weights, Map.of()));
    }
    return groups;
  }

  private TapGaussian standardNormal() {
    return new TapGaussian(manager.zeros(new Shape(27)), manager.ones(new Shape(27)));
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double standardError(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum) / values.length;
  }
}
