package io.carryover.cli.evidence;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * A 95 % percentile interval for the mean of samples that are not independent: all of a model share
 * its training, all of a person share the difficulty of the scan. Resampling single samples would
 * take the nine figures of a person for nine people and give far too narrow an interval.
 *
 * <p>Splits, models and people are resampled whole. Each resample draws as many splits as there
 * are, with replacement; within a drawn split, as many of its seeds; and, independently of both, as
 * many people. A sample weighs what its model was drawn times what its person was drawn:
 *
 * <pre>
 *   mean* = sum over samples of w(model) w(person) value / sum of w(model) w(person)
 * </pre>
 *
 * <p>(Owen 2007, The pigeonhole bootstrap, doi:10.1214/07-AOAS122: for crossed effects it is mildly
 * conservative.) A person's scans stay together.
 *
 * <p>What it cannot mend: three splits have ten different resamples, which show too little of how
 * splits vary. Simulated with three splits, three seeds and forty people, the interval holds the
 * true effect in 94 of 100 experiments where people differ most, and in 76 where splits do; one
 * that resamples single pairs holds it in 53 and 13. Nor does it know other source networks, or
 * another prior than the one that all models start from.
 */
final class CrossedBootstrap {
  static final int RESAMPLES = 10_000;
  private static final double LOWER = 2.5;
  private static final double UPPER = 97.5;

  private final int resamples;
  private final long seed;

  CrossedBootstrap(int resamples, long seed) {
    this.resamples = resamples;
    this.seed = seed;
  }

  /** The interval of at least one sample; the same samples and seed give the same. */
  Interval interval(List<Sample> samples) {
    Percentile means = new Percentile();
    means.setData(means(new Crossing(samples), new Well19937c(seed)));
    return new Interval(means.evaluate(LOWER), means.evaluate(UPPER));
  }

  /** Samples may be missing, so a resample can be empty: its mean is NaN, and not counted. */
  private double[] means(Crossing crossing, RandomGenerator random) {
    return IntStream.range(0, resamples).mapToDouble(i -> crossing.resampledMean(random)).toArray();
  }

  /** The samples by number of their model and of their person. */
  private static final class Crossing {
    private final int[][] modelsOfSplit;
    private final int models;
    private final int people;
    private final int[] model;
    private final int[] person;
    private final double[] value;

    Crossing(List<Sample> samples) {
      List<Sample.Model> byNumber = samples.stream().map(Sample::model).distinct().toList();
      List<String> names = samples.stream().map(Sample::person).distinct().toList();
      models = byNumber.size();
      people = names.size();
      modelsOfSplit = modelsOfSplit(byNumber);
      model = samples.stream().mapToInt(sample -> byNumber.indexOf(sample.model())).toArray();
      person = samples.stream().mapToInt(sample -> names.indexOf(sample.person())).toArray();
      value = samples.stream().mapToDouble(Sample::value).toArray();
    }

    private static int[][] modelsOfSplit(List<Sample.Model> byNumber) {
      TreeMap<Integer, IntStream.Builder> bySplit = new TreeMap<>();
      for (int number = 0; number < byNumber.size(); number++) {
        bySplit
            .computeIfAbsent(byNumber.get(number).split(), split -> IntStream.builder())
            .add(number);
      }
      return bySplit.values().stream().map(b -> b.build().toArray()).toArray(int[][]::new);
    }

    double resampledMean(RandomGenerator random) {
      int[] modelWeights = modelWeights(random);
      int[] personWeights = personWeights(random);
      double sum = 0;
      double weights = 0;
      for (int i = 0; i < value.length; i++) {
        double weight = (double) modelWeights[model[i]] * personWeights[person[i]];
        sum += weight * value[i];
        weights += weight;
      }
      return sum / weights;
    }

    private int[] modelWeights(RandomGenerator random) {
      int[] weights = new int[models];
      for (int draw = 0; draw < modelsOfSplit.length; draw++) {
        int[] drawn = modelsOfSplit[random.nextInt(modelsOfSplit.length)];
        Arrays.stream(drawn).forEach(any -> weights[drawn[random.nextInt(drawn.length)]]++);
      }
      return weights;
    }

    private int[] personWeights(RandomGenerator random) {
      int[] weights = new int[people];
      for (int draw = 0; draw < people; draw++) {
        weights[random.nextInt(people)]++;
      }
      return weights;
    }
  }
}
