package io.carryover.cli.evidence;

import static java.util.stream.Collectors.averagingDouble;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.carryover.cli.evidence.Sample.Model;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The measurements of an experiment, compared: every method at every target size, and against
 * random initialisation.
 *
 * <p>Every question is computed when it is asked, in some hundredths of a second.
 */
public final class Comparison {
  /** What every other method is compared with: random initialisation; RI and ri are one method. */
  public static final String REFERENCE = "RI";

  private static final List<String> ORDER = List.of("DWP", "PR", "PRF", REFERENCE);

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
    this.measurements = List.copyOf(measurements);
    this.personOn = personOn;
    this.bootstrap = new CrossedBootstrap(CrossedBootstrap.RESAMPLES, seed);
    refuseTwice(this.measurements);
  }

  /** The methods: the paper's in its order, then variants by name. */
  public List<String> methods() {
    return measurements.stream()
        .map(Measurement::method)
        .distinct()
        .sorted(Comparator.comparingInt(Comparison::place).thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /** The target sizes, ascending. */
  public List<Integer> sizes() {
    return measurements.stream().map(Measurement::size).distinct().sorted().toList();
  }

  /** A method at a size; empty where it was not measured. */
  public Optional<MethodSummary> summary(Metric metric, String method, int size) {
    List<Sample> samples = of(method, size).stream().map(m -> sample(m, metric.of(m))).toList();
    return samples.isEmpty() ? Optional.empty() : Optional.of(summary(samples));
  }

  /** A method minus random initialisation at a size; empty without a pair. */
  public Optional<PairedDifference> differenceToReference(Metric metric, String method, int size) {
    Map<Pair, Double> reference = ofReference(size).stream().collect(toMap(Pair::of, metric::of));
    List<Sample> differences =
        of(method, size).stream()
            .filter(measured -> reference.containsKey(Pair.of(measured)))
            .map(
                measured ->
                    sample(measured, metric.of(measured) - reference.get(Pair.of(measured))))
            .toList();
    return differences.isEmpty() ? Optional.empty() : Optional.of(difference(differences));
  }

  private MethodSummary summary(List<Sample> samples) {
    double[] models = means(samples, Sample::model);
    return new MethodSummary(
        models.length,
        StatUtils.mean(models),
        standardDeviation(models),
        bootstrap.interval(samples));
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

  /** The library takes the variance of a single value for 0; nothing is known of it. */
  private static double standardDeviation(double[] values) {
    return values.length > 1 ? Math.sqrt(StatUtils.variance(values)) : Double.NaN;
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
        .filter(m -> m.method().equals(method) && m.size() == size)
        .toList();
  }

  private List<Measurement> ofReference(int size) {
    return measurements.stream().filter(m -> isReference(m.method()) && m.size() == size).toList();
  }

  static boolean isReference(String method) {
    return REFERENCE.equalsIgnoreCase(method);
  }

  private static int place(String method) {
    int place = ORDER.indexOf(method.toUpperCase(Locale.ROOT));
    return place < 0 ? ORDER.size() : place;
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
