package io.carryover.cli.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.carryover.cli.evidence.Sample.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrossedBootstrapTest {
  private static final double EFFECT = 0.05;
  private static final int EXPERIMENTS = 200;
  private static final int RESAMPLES = 400;

  @Test
  void isTheSameForTheSameSeedAndAnotherForAnother() {
    List<Sample> samples = experiment(new SplittableRandom(1), new Spread(0.02, 0.02, 0.05, 0.02));

    Interval interval = new CrossedBootstrap(RESAMPLES, 7).interval(samples);

    assertThat(new CrossedBootstrap(RESAMPLES, 7).interval(samples)).isEqualTo(interval);
    assertThat(new CrossedBootstrap(RESAMPLES, 8).interval(samples)).isNotEqualTo(interval);
  }

  @Test
  void isAPointWhereAllSamplesAgree() {
    List<Sample> samples = experiment(new SplittableRandom(1), new Spread(0, 0, 0, 0));

    Interval interval = new CrossedBootstrap(RESAMPLES, 7).interval(samples);

    assertThat(interval.low()).isCloseTo(EFFECT, within(1e-12));
    assertThat(interval.high()).isCloseTo(EFFECT, within(1e-12));
  }

  @Test
  void hasTheSpreadOfTheMeanOfPeopleWhereOnlyPeopleDiffer() {
    // Given one model, and 100 people at 1 or -1: the mean's standard error is 0.1
    List<Sample> samples =
        IntStream.range(0, 100)
            .mapToObj(i -> new Sample(new Model(1, 1), "p" + i, i % 2 == 0 ? 1 : -1))
            .toList();

    Interval interval = new CrossedBootstrap(CrossedBootstrap.RESAMPLES, 7).interval(samples);

    // The mean moves in steps of 0.02
    assertThat(interval.low()).isCloseTo(-0.196, within(0.021));
    assertThat(interval.high()).isCloseTo(0.196, within(0.021));
  }

  @Test
  void keepsTheScansOfAPersonTogether() {
    // Given the 100 people again, each scanned five times with the same result
    List<Sample> samples =
        IntStream.range(0, 500)
            .mapToObj(i -> new Sample(new Model(1, 1), "p" + i % 100, i % 2 == 0 ? 1 : -1))
            .toList();

    Interval interval = new CrossedBootstrap(CrossedBootstrap.RESAMPLES, 7).interval(samples);

    // Then the repeats tell nothing new
    assertThat(interval.high()).isCloseTo(0.196, within(0.021));
  }

  @Test
  void holdsAKnownEffectAsOftenAsItSaysWherePeopleDifferMost() {
    assertThat(covered(new Spread(0.005, 0.005, 0.08, 0.03))).isBetween(0.91, 1.0);
  }

  @Test
  void holdsAKnownEffectLessOftenWhereThreeSplitsDifferMost() {
    assertThat(covered(new Spread(0.05, 0.01, 0.02, 0.02))).isBetween(0.60, 0.91);
  }

  /** Standard deviations of the effects of split, seed and person, and of the rest. */
  private record Spread(double split, double seed, double person, double rest) {}

  private static double covered(Spread spread) {
    long covered =
        IntStream.range(0, EXPERIMENTS)
            .mapToObj(i -> experiment(new SplittableRandom(i), spread))
            .map(samples -> new CrossedBootstrap(RESAMPLES, 1).interval(samples))
            .filter(interval -> interval.low() <= EFFECT && EFFECT <= interval.high())
            .count();
    return (double) covered / EXPERIMENTS;
  }

  /** Three splits, three seeds, forty people. */
  private static List<Sample> experiment(RandomGenerator random, Spread spread) {
    double[] people = normal(random, 40, spread.person());
    List<Sample> samples = new ArrayList<>();
    for (int split = 1; split <= 3; split++) {
      double ofSplit = EFFECT + spread.split() * random.nextGaussian();
      for (int seed = 1; seed <= 3; seed++) {
        double ofModel = ofSplit + spread.seed() * random.nextGaussian();
        addPeople(samples, new Model(split, seed), ofModel, people, random, spread);
      }
    }
    return samples;
  }

  private static void addPeople(
      List<Sample> samples,
      Model model,
      double effect,
      double[] people,
      RandomGenerator random,
      Spread spread) {
    for (int person = 0; person < people.length; person++) {
      double value = effect + people[person] + spread.rest() * random.nextGaussian();
      samples.add(new Sample(model, "p" + person, value));
    }
  }

  private static double[] normal(RandomGenerator random, int count, double sd) {
    return random.doubles(count).map(any -> sd * random.nextGaussian()).toArray();
  }
}
