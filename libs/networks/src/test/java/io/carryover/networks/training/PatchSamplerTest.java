package io.carryover.networks.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Window;
import io.carryover.networks.random.Seeds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchSamplerTest {

  private static final Shape VOLUME = new Shape(24, 32, 40);
  private static final Shape PATCH = new Shape(16, 16, 16);
  private static final Seeds SEEDS = new Seeds(42).of("patch");
  private static final int DRAWS = 4000;

  /**
   * Six standard deviations of a binomial share: once in 500 million seeds, and the seed is set.
   */
  private static final double SIGMAS = 6;

  @Test
  void halfOfThePatchesAimAtTheForeground() {
    // Given one voxel in a corner, which one of 9 * 17 * 25 uniform patches holds
    PatchSampler sampler = sampler(VOLUME.index(0, 0, 0));
    // When
    long holding = draws(sampler).filter(box -> holds(box, 0, 0, 0)).count();
    // Then
    double expected = 0.5 + 0.5 / (9 * 17 * 25);
    assertThat((double) holding / DRAWS).isCloseTo(expected, within(bound(expected, DRAWS)));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "23, 31, 39", "0, 31, 20", "12, 16, 20"})
  void everyPatchLiesWithinTheVolume(int depth, int height, int width) {
    // Given foreground at a border or in the middle
    PatchSampler sampler = sampler(VOLUME.index(depth, height, width));
    // Then
    assertThat(draws(sampler))
        .allSatisfy(
            box -> {
              assertThat(box.shape()).isEqualTo(PATCH);
              assertThat(box.depth()).isBetween(0, 24 - 16);
              assertThat(box.height()).isBetween(0, 32 - 16);
              assertThat(box.width()).isBetween(0, 40 - 16);
            });
  }

  @Test
  void theVoxelAimedAtLiesAnywhereInThePatch() {
    // Given a volume so long that nothing is clamped and hardly a uniform patch holds its middle
    Shape line = new Shape(16, 16, 4096);
    PatchSampler sampler =
        new PatchSampler(line, PATCH, List.of(scan(line, line.index(8, 8, 2048))));
    // When
    Map<Integer, Integer> counts = new HashMap<>();
    draws(sampler)
        .map(box -> 2048 - box.width())
        .filter(place -> place >= 0 && place < 16)
        .forEach(place -> counts.merge(place, 1, Integer::sum));
    // Then one of 2 * 16 draws has it at each of 16 places
    assertThat(counts).hasSize(16);
    assertThat(counts.values())
        .allSatisfy(
            count -> assertThat(share(count)).isCloseTo(1 / 32.0, within(bound(1 / 32.0, DRAWS))));
  }

  @Test
  void everyForegroundVoxelIsAimedAt() {
    // Given two voxels in opposite corners
    PatchSampler sampler = sampler(VOLUME.index(0, 0, 0), VOLUME.index(23, 31, 39));
    // Then a quarter of the draws each
    double expected = 0.25 + 0.5 / (9 * 17 * 25);
    assertThat(share(draws(sampler).filter(box -> holds(box, 0, 0, 0)).count()))
        .isCloseTo(expected, within(bound(expected, DRAWS)));
    assertThat(share(draws(sampler).filter(box -> holds(box, 23, 31, 39)).count()))
        .isCloseTo(expected, within(bound(expected, DRAWS)));
  }

  @Test
  void withoutForegroundEveryPlaceIsAsLikely() {
    // Given
    PatchSampler sampler = sampler();
    // Then along each axis
    assertUniform(sampler, Window::depth, 9);
    assertUniform(sampler, Window::height, 17);
    assertUniform(sampler, Window::width, 25);
  }

  private static void assertUniform(PatchSampler sampler, ToIntFunction<Window> start, int places) {
    Map<Integer, Integer> counts = new HashMap<>();
    draws(sampler).forEach(box -> counts.merge(start.applyAsInt(box), 1, Integer::sum));
    assertThat(counts).hasSize(places);
    assertThat(counts.values())
        .allSatisfy(
            count ->
                assertThat(share(count))
                    .isCloseTo(1.0 / places, within(bound(1.0 / places, DRAWS))));
  }

  @Test
  void aDrawDependsOnItsPlaceAlone() {
    // Given
    PatchSampler one = sampler(VOLUME.index(3, 4, 5));
    PatchSampler other = sampler(VOLUME.index(3, 4, 5));
    // When the other has drawn before
    draws(other).forEach(box -> {});
    // Then
    assertThat(draws(other)).containsExactlyElementsOf(draws(one).toList());
    assertThat(draws(one).distinct().count()).isGreaterThan(100);
  }

  @Test
  void aPatchOfTheVolumesShapeIsTheVolume() {
    PatchSampler sampler = new PatchSampler(VOLUME, VOLUME, List.of(scan(VOLUME, 7)));

    assertThat(draws(sampler)).containsOnly(new Window(VOLUME, 0, 0, 0));
  }

  private static Stream<Window> draws(PatchSampler sampler) {
    return IntStream.range(0, DRAWS).mapToObj(n -> sampler.draw(0, SEEDS.at(1).at(n).at(0)));
  }

  private static PatchSampler sampler(int... foreground) {
    return new PatchSampler(VOLUME, PATCH, List.of(scan(VOLUME, foreground)));
  }

  private static Example scan(Shape shape, int... foreground) {
    float[] mask = new float[shape.voxels()];
    for (int voxel : foreground) {
      mask[voxel] = 1;
    }
    return new Example("scan", new float[shape.voxels()], mask);
  }

  private static boolean holds(Window box, int depth, int height, int width) {
    return isIn(depth - box.depth()) && isIn(height - box.height()) && isIn(width - box.width());
  }

  private static boolean isIn(int place) {
    return place >= 0 && place < 16;
  }

  private static double share(long count) {
    return (double) count / DRAWS;
  }

  private static double bound(double share, int draws) {
    return SIGMAS * Math.sqrt(share * (1 - share) / draws);
  }
}
