package io.carryover.cli.evidence;

import static java.util.stream.Collectors.averagingDouble;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.carryover.cli.evidence.Sample.Model;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The measurements of an experiment, compared: every method at every target size, and one method
 * against another. Capital letters make no other method.
 *
 * <p>Every question is computed when it is asked, in some hundredths of a second.
 */
public final class Comparison {
  private final List<Measurement> measurements;
  private final UnaryOperator<String> personOn;
  private final CrossedBootstrap bootstrap;

  /**
   * A comparison.
   *
   * @param personOn the person on a test scan, by the scan's id
   * @param seed of the resampling
   * @throws IllegalArgumentException where a model was measured twice on a scan
   */
  public Comparison(List<Measurement> measurements, UnaryOperator<String> personOn, long seed) {
    this(measurements, personOn, new CrossedBootstrap(CrossedBootstrap.RESAMPLES, seed));
    refuseTwice(this.measurements);
  }

  private Comparison(
      List<Measurement> measurements, UnaryOperator<String> personOn, CrossedBootstrap bootstrap) {
    this.measurements = List.copyOf(measurements);
    this.personOn = personOn;
    this.bootstrap = bootstrap;
  }

  /** The same of one split alone. */
  public Comparison ofSplit(int split) {
    return new Comparison(
        measurements.stream().filter(m -> m.split() == split).toList(), personOn, bootstrap);
  }

  /** Models that were measured. */
  public int models() {
    return (int) measurements.stream().map(Comparison::modelOf).distinct().count();
  }

  /** The methods: the paper's in its order, then variants by name. */
  public List<String> methods() {
    return measurements.stream()
        .map(Measurement::method)
        .distinct()
        .sorted(MethodName.ORDER)
        .toList();
  }

  /** The target sizes, ascending. */
  public List<Integer> sizes() {
    return measurements.stream().map(Measurement::size).distinct().sorted().toList();
  }

  /** The splits, ascending. */
  public List<Integer> splits() {
    return measurements.stream().map(Measurement::split).distinct().sorted().toList();
  }

  /** The models of a method at a size, each by its mean over the test scans; of none if none is. */
  public Spread spread(Metric metric, String method, int size) {
    return Spread.of(means(samples(metric, method, size), Sample::model));
  }

  /** A method at a size; empty where it was not measured. */
  public Optional<MethodSummary> summary(Metric metric, String method, int size) {
    List<Sample> samples = samples(metric, method, size);
    return samples.isEmpty()
        ? Optional.empty()
        : Optional.of(new MethodSummary(spread(metric, method, size), bootstrap.interval(samples)));
  }

  /** A method minus another one at a size; empty without a pair. */
  public Optional<PairedDifference> difference(
      Metric metric, String method, String baseline, int size) {
    Map<Pair, Double> reference = of(baseline, size).stream().collect(toMap(Pair::of, metric::of));
    List<Sample> differences =
        of(method, size).stream()
            .filter(measured -> reference.containsKey(Pair.of(measured)))
            .map(
                measured ->
                    sample(measured, metric.of(measured) - reference.get(Pair.of(measured))))
            .toList();
    return differences.isEmpty() ? Optional.empty() : Optional.of(difference(differences));
  }

  private List<Sample> samples(Metric metric, String method, int size) {
    return of(method, size).stream().map(m -> sample(m, metric.of(m))).toList();
  }

  private PairedDifference difference(List<Sample> differences) {
    double[] people = means(differences, Sample::person);
    return new PairedDifference(
        differences.size(),
        people.length,
        StatUtils.mean(differences.stream().mapToDouble(Sample::value).toArray()),
        bootstrap.interval(differences),
        SignedRank.pValue(people));
  }

  private static double[] means(List<Sample> samples, Function<Sample, Object> unit) {
    return samples.stream()
        .collect(groupingBy(unit, LinkedHashMap::new, averagingDouble(Sample::value)))
        .values()
        .stream()
        .mapToDouble(mean -> mean)
        .toArray();
  }

  private Sample sample(Measurement measured, double value) {
    return new Sample(
        new Model(measured.split(), measured.seed()), personOn.apply(measured.scan()), value);
  }

  private List<Measurement> of(String method, int size) {
    return measurements.stream()
        .filter(m -> m.method().equalsIgnoreCase(method) && m.size() == size)
        .toList();
  }

  private static Measurement modelOf(Measurement m) {
    return new Measurement(m.method(), m.size(), m.split(), m.seed(), "", 0, 0);
  }

  private static void refuseTwice(List<Measurement> measurements) {
    Set<Measurement> seen = new HashSet<>();
    for (Measurement measurement : measurements) {
      if (!seen.add(withoutFigures(measurement))) {
        throw new IllegalArgumentException(
            "a model is measured once on a scan, got twice " + withoutFigures(measurement));
      }
    }
  }

  private static Measurement withoutFigures(Measurement m) {
    return new Measurement(m.method(), m.size(), m.split(), m.seed(), m.scan(), 0, 0);
  }

  private record Pair(int split, int seed, String scan) {

    static Pair of(Measurement measured) {
      return new Pair(measured.split(), measured.seed(), measured.scan());
    }
  }
}
