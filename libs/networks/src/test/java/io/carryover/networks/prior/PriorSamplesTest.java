package io.carryover.networks.prior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.carryover.networks.dwp.GroupPrior;
import io.carryover.networks.dwp.TapGaussian;
import io.carryover.networks.random.Seeds;
import io.carryover.networks.vae.KernelVaeArchitecture;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriorSamplesTest {

  private static final int LATENT = 2;
  private static final float MEAN = 0.5f;
  private static final float LOG_VARIANCE = -1;
  private static final float LEAST_LOG_VARIANCE = -9;
  private static final float STANDARD_DEVIATION = 2;

  /** Five standard errors of the mean of 400 kernels of 27 taps of standard deviation 1.2. */
  private static final double SAMPLING = 0.06;

  @TempDir private Path directory;

  @Test
  void drawsSoManyKernelsOfEveryGroup() {
    List<float[][]> groups = PriorSamples.draw(prior(new float[7]), 3, 1);

    assertThat(groups).hasSize(7).allMatch(group -> group.length == 3);
    assertThat(groups).allMatch(group -> Arrays.stream(group).allMatch(k -> k.length == 27));
  }

  @Test
  void drawsTheSameForTheSameSeedAndOthersForAnother() {
    Path prior = prior(new float[7]);

    List<float[][]> drawn = PriorSamples.draw(prior, 3, 1);

    assertThat(PriorSamples.draw(prior, 3, 1).get(4)).isDeepEqualTo(drawn.get(4));
    assertThat(PriorSamples.draw(prior, 3, 2).get(4)[0]).isNotEqualTo(drawn.get(4)[0]);
    assertThat(drawn.get(0)[0]).isNotEqualTo(drawn.get(4)[0]);
  }

  @Test
  void hasTheMeanAndVarianceOfADecoderThatIgnoresItsLatents() {
    // Given decoders of mean 0.5 and log variance -1 in each tap, and kernels divided by 2
    // When
    double[] taps = taps(PriorSamples.draw(prior(new float[7]), 400, 1).get(2));
    // Then
    assertThat(StatUtils.mean(taps)).isCloseTo(STANDARD_DEVIATION * MEAN, within(SAMPLING));
    assertThat(StatUtils.variance(taps))
        .isCloseTo(
            STANDARD_DEVIATION * STANDARD_DEVIATION * Math.exp(LOG_VARIANCE), within(2 * SAMPLING));
  }

  @Test
  void everyGroupHasADecoderOfItsOwn() {
    // Given
    float[] shifts = {0, 1, 2, 3, 4, 5, 6};
    // When
    List<float[][]> groups = PriorSamples.draw(prior(shifts), 400, 1);
    // Then
    for (int group = 0; group < groups.size(); group++) {
      assertThat(StatUtils.mean(taps(groups.get(group))))
          .isCloseTo(STANDARD_DEVIATION * (MEAN + shifts[group]), within(SAMPLING));
    }
  }

  @Test
  void latentsMoveTheKernel() {
    // Given decoders of random means with hardly any noise
    Path file = directory.resolve("moved.safetensors");
    try (NDManager manager = NDManager.newBaseManager()) {
      new Seeds(1).seedEngine();
      write(manager, file, group -> precise(manager));
    }
    // When
    float[][] drawn = PriorSamples.draw(file, 400, 1).get(0);
    // Then a tap differs between kernels by far more than by noise
    double[] firstTaps = Arrays.stream(drawn).mapToDouble(kernel -> kernel[0]).toArray();
    double noise = STANDARD_DEVIATION * STANDARD_DEVIATION * Math.exp(LEAST_LOG_VARIANCE);
    assertThat(StatUtils.variance(firstTaps)).isGreaterThan(10 * noise);
  }

  @Test
  void refusesToDrawNothing() {
    assertThatThrownBy(() -> PriorSamples.draw(directory.resolve("none"), 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a group gives at least 1 sample, got 0");
  }

  /** Decoders whose outputs are their last biases; the means are shifted by group. */
  private Path prior(float[] shifts) {
    Path file = directory.resolve("prior.safetensors");
    try (NDManager manager = NDManager.newBaseManager()) {
      write(manager, file, group -> constant(manager, MEAN + shifts[group - 1]));
    }
    return file;
  }

  private interface WeightsOfGroup {
    Map<String, NDArray> of(int group);
  }

  private static void write(NDManager manager, Path file, WeightsOfGroup weights) {
    List<GroupPrior> groups =
        IntStream.rangeClosed(1, 7)
            .mapToObj(
                group ->
                    new GroupPrior(
                        group,
                        manager.create(STANDARD_DEVIATION),
                        standardNormal(manager),
                        weights.of(group),
                        Map.of()))
            .toList();
    GroupPrior.writeAll(groups, file);
  }

  private static TapGaussian standardNormal(NDManager manager) {
    return new TapGaussian(manager.zeros(new Shape(27)), manager.ones(new Shape(27)));
  }

  private static Map<String, NDArray> constant(NDManager manager, float mean) {
    Map<String, NDArray> weights = new LinkedHashMap<>();
    new KernelVaeArchitecture(LATENT)
        .shapes()
        .forEach((name, shape) -> weights.put(name, manager.zeros(shape)));
    weights.put("reconstruction_mu.bias", manager.create(new float[] {mean}));
    weights.put("reconstruction_log_var.bias", manager.create(new float[] {LOG_VARIANCE}));
    return weights;
  }

  private static Map<String, NDArray> precise(NDManager manager) {
    KernelVaeArchitecture vae = new KernelVaeArchitecture(LATENT);
    Map<String, NDArray> weights = vae.initialise(manager);
    weights.computeIfPresent("reconstruction_log_var.weight", (name, w) -> w.zerosLike());
    weights.put("reconstruction_log_var.bias", manager.create(new float[] {LEAST_LOG_VARIANCE}));
    return weights;
  }

  private static double[] taps(float[][] kernels) {
    return Arrays.stream(kernels)
        .flatMapToDouble(k -> IntStream.range(0, k.length).mapToDouble(tap -> k[tap]))
        .toArray();
  }
}
