package io.carryover.cli.evidence;

import java.util.Collection;
import java.util.Locale;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Mean and sample standard deviation of some figures.
 *
 * @param count how many figures
 * @param mean NaN of none
 * @param standardDeviation NaN of fewer than two
 */
public record Spread(int count, double mean, double standardDeviation) {

  /** The spread of some figures; the library takes the variance of a single one for 0. */
  public static Spread of(double... figures) {
    double deviation = figures.length > 1 ? Math.sqrt(StatUtils.variance(figures)) : Double.NaN;
    return new Spread(figures.length, StatUtils.mean(figures), deviation);
  }

  /** The spread of some figures. */
  public static Spread of(Collection<Double> figures) {
    return of(figures.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /**
   * As the paper prints it, {@code 0.64 (0.05)}: the deviation only where there is one, a dash
   * where there is no figure.
   *
   * @param format of one figure
   */
  public String text(String format) {
    return text(format, format);
  }

  /** The same, where mean and deviation are written otherwise. */
  public String text(String format, String deviationFormat) {
    if (count == 0) {
      return "-";
    }
    String text = String.format(Locale.ROOT, format, mean);
    return count == 1
        ? text
        : text + String.format(Locale.ROOT, " (" + deviationFormat + ")", standardDeviation);
  }
}
