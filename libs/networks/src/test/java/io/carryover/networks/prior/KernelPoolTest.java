package io.carryover.networks.prior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.carryover.networks.random.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelPoolTest {

  private static final Seeds SEEDS = new Seeds(3);

  /** Float32 rounding of taps near 1, over 27 times 40 of them. */
  private static final double ROUNDING = 1e-6;

  @Test
  void dropsKernelsOfTinyNorm() {
    // Given ten kernels, and five of a thousandth of their size
    List<float[]> kernels = new ArrayList<>(Kernels.independent(10, new SplittableRandom(1)));
    Kernels.independent(5, new SplittableRandom(2)).forEach(k -> kernels.add(scaled(k, 1e-3f)));
    // When
    KernelPool pool = KernelPool.of(List.of(kernels), settings(0, 0.1), SEEDS);
    // Then
    assertThat(pool.dropped()).isEqualTo(5);
    assertThat(pool.kept()).isEqualTo(10);
  }

  @Test
  void dividesByTheStandardDeviationOfWhatIsFitted() {
    // Given kernels of standard deviation 0.05 or so
    List<float[]> kernels =
        Kernels.independent(50, new SplittableRandom(1)).stream()
            .map(k -> scaled(k, 0.05f))
            .toList();
    // When
    KernelPool pool = KernelPool.of(List.of(kernels), settings(0, 0), SEEDS);
    KernelPool again = KernelPool.of(List.of(pool.fitted()), settings(0, 0), SEEDS);
    // Then
    assertThat(pool.standardDeviation()).isBetween(0.045, 0.055);
    assertThat(sd(pool.fitted())).isCloseTo(1, within(ROUNDING));
    assertThat(again.dropped()).isZero();
  }

  @Test
  void setsATenthAsideTwiceAndCapsEachPart() {
    // Given
    List<float[]> kernels = Kernels.independent(100, new SplittableRandom(1));
    // When
    KernelPool pool = KernelPool.of(List.of(kernels), settings(50, 0), SEEDS);
    // Then
    assertThat(pool.heldOut()).hasSize(5);
    assertThat(pool.stopping()).hasSize(5);
    assertThat(pool.fitted()).hasSize(40);
  }

  @Test
  void putsEveryNetworksKernelsOfAPositionIntoOnePart() {
    // Given a network, and the same after a restart that changed the scale of its kernels alone
    List<float[]> before = Kernels.independent(60, new SplittableRandom(1));
    List<float[]> after = before.stream().map(k -> scaled(k, 1.01f)).toList();
    // When
    KernelPool pool = KernelPool.of(List.of(before, after), settings(0, 0), SEEDS);
    // Then each part holds both kernels of its positions: their directions are there twice
    for (List<float[]> part : List.of(pool.fitted(), pool.stopping(), pool.heldOut())) {
      assertThat(directions(part)).hasSize(part.size() / 2);
    }
    assertThat(pool.kept()).isEqualTo(120);
  }

  @ParameterizedTest
  @CsvSource({"0,false", "1,false", "2,false", "3,true", "7,true"})
  void saysWhetherThereIsEnoughToFit(int count, boolean fittable) {
    // Given
    List<float[]> kernels = Kernels.independent(count, new SplittableRandom(1));
    // When
    KernelPool pool = KernelPool.of(List.of(kernels), settings(0, 0), SEEDS);
    // Then
    assertThat(pool.isFittable()).isEqualTo(fittable);
    assertThat(pool.kept()).isEqualTo(count);
  }

  @Test
  void dropsKernelsThatAreZero() {
    // Given nothing but zeros, of which no norm is below a fraction of the mean
    List<float[]> kernels = List.of(new float[27], new float[27]);
    // When
    KernelPool pool = KernelPool.of(List.of(kernels), settings(0, 0), SEEDS);
    // Then
    assertThat(pool.dropped()).isEqualTo(2);
    assertThat(pool.isFittable()).isFalse();
  }

  @Test
  void shufflesTheTapsOfEveryKernelInAnOrderOfItsOwn() {
    // Given kernels whose taps are 1 to 27 of different sizes
    float[] ramp = new float[27];
    for (int tap = 0; tap < ramp.length; tap++) {
      ramp[tap] = tap + 1;
    }
    List<float[]> kernels = IntStream.range(1, 51).mapToObj(k -> scaled(ramp, k)).toList();
    KernelPool pool = KernelPool.of(List.of(kernels), settings(0, 0), SEEDS);
    // When
    KernelPool shuffled = pool.shuffled(SEEDS.of("shuffled"));
    // Then every kernel keeps its taps, in an order that no other kernel has
    assertThat(sorted(shuffled.fitted())).isDeepEqualTo(taps(pool.fitted()));
    assertThat(sorted(shuffled.stopping())).isDeepEqualTo(taps(pool.stopping()));
    assertThat(sorted(shuffled.heldOut())).isDeepEqualTo(taps(pool.heldOut()));
    assertThat(orders(shuffled)).hasSize(50).doesNotHaveDuplicates();
    assertThat(shuffled.standardDeviation()).isEqualTo(pool.standardDeviation());
    assertThat(orders(pool.shuffled(SEEDS.of("shuffled")))).isEqualTo(orders(shuffled));
  }

  private static float[][] taps(List<float[]> kernels) {
    return kernels.stream().map(float[]::clone).toArray(float[][]::new);
  }

  private static float[][] sorted(List<float[]> kernels) {
    float[][] sorted = taps(kernels);
    Arrays.stream(sorted).forEach(Arrays::sort);
    return sorted;
  }

  /** The taps of every kernel relative to its least. */
  private static List<String> orders(KernelPool pool) {
    return Stream.of(pool.fitted(), pool.stopping(), pool.heldOut())
        .flatMap(List::stream)
        .map(KernelPoolTest::order)
        .toList();
  }

  private static String order(float[] kernel) {
    float[] sorted = kernel.clone();
    Arrays.sort(sorted);
    return IntStream.range(0, 27)
        .mapToObj(tap -> String.valueOf(Arrays.binarySearch(sorted, kernel[tap])))
        .collect(Collectors.joining(" "));
  }

  private static PriorSettings settings(int kernelsPerGroup, double minimumNorm) {
    return new PriorSettings(
        1, 10, 1e-3, 5, 0.1, 6, kernelsPerGroup, minimumNorm, 1, PriorSettings.Control.NONE);
  }

  private static Set<String> directions(List<float[]> kernels) {
    return kernels.stream()
        .map(k -> "%.3f %.3f".formatted(k[1] / k[0], k[2] / k[0]))
        .collect(Collectors.toSet());
  }

  private static float[] scaled(float[] kernel, float by) {
    float[] scaled = kernel.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= by;
    }
    return scaled;
  }

  private static double sd(List<float[]> kernels) {
    double sum = 0;
    double squares = 0;
    for (float[] kernel : kernels) {
      for (float tap : kernel) {
        sum += tap;
        squares += (double) tap * tap;
      }
    }
    double taps = kernels.size() * 27.0;
    return Math.sqrt(squares / taps - sum * sum / taps / taps);
  }
}
