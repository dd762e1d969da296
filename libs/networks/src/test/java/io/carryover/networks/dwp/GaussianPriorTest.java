package io.carryover.networks.dwp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.carryover.networks.Gradients;
import io.carryover.networks.random.Seeds;
import io.carryover.networks.unet.UNetArchitecture;
import io.carryover.networks.unet.UNetArchitecture.Layer;
import io.carryover.networks.vae.Gaussian;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GaussianPriorTest {

  private static final UNetArchitecture NARROW = UNetArchitecture.ofWidths(List.of(2, 3, 4, 5));
  private static final double MEAN = 0.4;
  private static final double LOG_VARIANCE = -2;

  /** Float32 arithmetic on sums near 30. */
  private static final double ROUNDING = 1e-4;

  /** A central difference of float32 values near 10 by steps of 1e-2: error 1e-6 / 1e-2. */
  private static final double DIFFERENCE = 2e-3;

  private static final float STEP = 1e-2f;

  /** Four standard errors of mean and of standard deviation of 4,000 draws. */
  private static final double SAMPLING = 0.07;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void isTheClosedFormByHand() {
    // Given q the same for all kernels, and for group g a prior of mean g / 10 and deviation 1 + g
    GaussianPrior prior = new GaussianPrior(NARROW, groups(), 0);
    // When
    double bound = Gradients.number(prior.meanBound(draw(), new Seeds(1)));
    // Then
    assertThat(bound).isCloseTo(byHand(), within(ROUNDING));
  }

  @Test
  void estimatesTheSameFromAnySubset() {
    // Given kernels that are all the same
    GaussianPrior prior = new GaussianPrior(NARROW, groups(), 40);
    // When, Then
    for (int seed = 0; seed < 3; seed++) {
      double bound = Gradients.number(prior.meanBound(draw(), new Seeds(seed)));
      assertThat(bound).isCloseTo(byHand(), within(ROUNDING));
    }
  }

  @Test
  void choosesKernelsByTheSeeds() {
    // Given kernels that differ
    GaussianPrior prior = new GaussianPrior(NARROW, groups(), 40);
    Engine.getInstance().setRandomSeed(4);
    KernelPosterior.Draw draw = draw(shape -> manager.randomNormal(shape));
    // When
    double first = Gradients.number(prior.meanBound(draw, new Seeds(1)));
    // Then
    assertThat(Gradients.number(prior.meanBound(draw, new Seeds(1)))).isEqualTo(first);
    assertThat(Gradients.number(prior.meanBound(draw, new Seeds(2)))).isNotEqualTo(first);
  }

  @Test
  void hasTheGradientOfFiniteDifferences() {
    // Given
    Engine.getInstance().setRandomSeed(5);
    Gaussian q =
        new Gaussian(manager.randomNormal(new Shape(3, 27)), manager.ones(new Shape(3, 27)));
    Gaussian p = groups().get(4).gaussian().distribution();
    // When
    Gradients.of(Map.of("m", q.mean(), "s", q.logVariance()), () -> q.klTo(p).sum());
    // Then
    for (NDArray leaf : List.of(q.mean(), q.logVariance())) {
      float[] gradient = leaf.getGradient().toFloatArray();
      for (int place : new int[] {0, 26, 40, 80}) {
        assertThat((double) gradient[place])
            .isCloseTo(difference(q, p, leaf, place), within(DIFFERENCE));
      }
    }
  }

  @Test
  void trainsNothing() {
    assertThat(new GaussianPrior(NARROW, groups(), 0).parameters()).isEmpty();
  }

  @Test
  void samplesByMeanAndStandardDeviation() {
    // Given group 2: mean 0.2, deviation 3
    Engine.getInstance().setRandomSeed(6);
    GaussianPrior prior = new GaussianPrior(NARROW, groups(), 0);
    // When
    NDArray kernels = prior.sample(2, 4_000);
    // Then
    assertThat(kernels.getShape()).isEqualTo(new Shape(4_000, 27));
    NDArray tap = kernels.get(":, 13");
    assertThat((double) tap.mean().getFloat()).isCloseTo(0.2, within(3 * SAMPLING));
    double squares = Gradients.number(tap.sub(0.2).square().mean());
    assertThat(Math.sqrt(squares)).isCloseTo(3, within(3 * SAMPLING));
  }

  private static double difference(Gaussian q, Gaussian p, NDArray leaf, int place) {
    leaf.setRequiresGradient(false);
    float[] values = leaf.toFloatArray();
    double above = shifted(q, p, leaf, values, place, STEP);
    double below = shifted(q, p, leaf, values, place, -STEP);
    leaf.set(values);
    return (above - below) / (2 * STEP);
  }

  private static double shifted(
      Gaussian q, Gaussian p, NDArray leaf, float[] values, int place, float by) {
    float[] changed = values.clone();
    changed[place] += by;
    leaf.set(changed);
    return q.klTo(p).get(place / 27).getFloat();
  }

  /** Sum over groups of their share of kernels times 27 divergences of two normals. */
  private static double byHand() {
    double kernels =
        NARROW.layers().stream().filter(Layer::hasPrior).mapToInt(l -> l.in() * l.out()).sum();
    return NARROW.layers().stream()
        .filter(Layer::hasPrior)
        .mapToDouble(l -> l.in() * l.out() / kernels * 27 * divergence(l.group()))
        .sum();
  }

  private static double divergence(int group) {
    double deviation = 1 + group;
    double distance = MEAN - group / 10.0;
    return Math.log(deviation)
        - LOG_VARIANCE / 2
        + (Math.exp(LOG_VARIANCE) + distance * distance) / (2 * deviation * deviation)
        - 0.5;
  }

  private List<GroupPrior> groups() {
    return IntStream.rangeClosed(1, UNetArchitecture.GROUPS).mapToObj(this::group).toList();
  }

  private GroupPrior group(int group) {
    TapGaussian gaussian =
        new TapGaussian(
            manager.zeros(new Shape(27)).add(group / 10.0),
            manager.ones(new Shape(27)).mul(1 + group));
    return new GroupPrior(group, manager.create(0.1f), gaussian, Map.of(), Map.of());
  }

  private KernelPosterior.Draw draw() {
    return draw(shape -> manager.zeros(shape).add(MEAN));
  }

  private KernelPosterior.Draw draw(Function<Shape, NDArray> standardised) {
    Map<String, NDArray> means = new LinkedHashMap<>();
    for (Layer layer : NARROW.layers()) {
      NDArray kernels = standardised.apply(new Shape(layer.shape()));
      means.put(layer.name(), kernels.mul(layer.heStandardDeviation()));
    }
    return new KernelPosterior(manager, NARROW, means, LOG_VARIANCE).draw();
  }
}
