package io.carryover.networks.prior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;

class GaussianFitTest {

  private static final double STANDARD_NORMAL_NATS = 13.5 * (Math.log(2 * Math.PI) + 1);

  /** Four standard errors of the nats of 4,000 kernels: 4 sqrt(13.5 / 4000), and the fit's own. */
  private static final double SAMPLING = 0.35;

  @Test
  void codesStandardNormalKernelsInTheirEntropy() {
    // Given 27 independent taps of unit variance: entropy 13.5 log(2 pi e)
    List<float[]> kernels = Kernels.independent(8_000, new SplittableRandom(1));
    // When
    double independent = nats(GaussianFit.independent(kernels.subList(0, 4_000)), kernels);
    double full = nats(GaussianFit.full(kernels.subList(0, 4_000)), kernels);
    // Then
    assertThat(independent).isCloseTo(STANDARD_NORMAL_NATS, within(SAMPLING));
    assertThat(full).isCloseTo(STANDARD_NORMAL_NATS, within(SAMPLING));
  }

  @Test
  void gainsByCorrelationOnlyInFull() {
    // Given taps that share one factor: tap = 0.8 f + 0.6 e, so every tap has unit variance
    List<float[]> kernels = Kernels.correlated(8_000, new SplittableRandom(2));
    // When
    double independent = nats(GaussianFit.independent(kernels.subList(0, 4_000)), kernels);
    double full = nats(GaussianFit.full(kernels.subList(0, 4_000)), kernels);
    // Then the determinant of 0.36 I + 0.64 11' is 0.36^27 (1 + 27 * 0.64 / 0.36)
    double logDeterminant = 27 * Math.log(0.36) + Math.log(1 + 27 * 0.64 / 0.36);
    assertThat(independent).isCloseTo(STANDARD_NORMAL_NATS, within(2 * SAMPLING));
    assertThat(full).isCloseTo(STANDARD_NORMAL_NATS + logDeterminant / 2, within(SAMPLING));
  }

  @Test
  void worksWithFewerKernelsThanTaps() {
    // Given
    List<float[]> kernels = Kernels.independent(5, new SplittableRandom(3));
    // When
    double[] full = GaussianFit.full(kernels.subList(0, 3)).nats(kernels.subList(3, 5));
    // Then
    assertThat(Arrays.stream(full)).hasSize(2).allMatch(Double::isFinite);
  }

  @Test
  void worksWithOneKernel() {
    // Given no variance at all
    List<float[]> kernels = Kernels.independent(1, new SplittableRandom(4));
    // When, Then
    assertThat(Stream.of(GaussianFit.full(kernels), GaussianFit.independent(kernels)))
        .allMatch(fit -> Double.isFinite(fit.nats(kernels)[0]));
  }

  @Test
  void hasTheMomentsOfEachTap() {
    // Given two kernels whose tap t is t, and t + 2 t
    float[] one = new float[27];
    float[] two = new float[27];
    for (int tap = 0; tap < 27; tap++) {
      one[tap] = tap;
      two[tap] = 3 * tap;
    }
    // When
    GaussianFit fit = GaussianFit.independent(List.of(one, two));
    // Then mean 2 t and standard deviation t; a constant tap has that of the least variance
    assertThat(fit.mean()).startsWith(0, 2, 4).endsWith(52);
    assertThat(fit.standardDeviation()).startsWith(1e-3f, 1, 2).endsWith(26);
  }

  private static double nats(GaussianFit fit, List<float[]> kernels) {
    return StatUtils.mean(fit.nats(kernels.subList(4_000, 8_000)));
  }
}
