package io.carryover.cli.experiment;

import java.util.List;
import java.util.Locale;

/**
 * Mean and sample standard deviation of some figures.
 *
 * @param standardDeviation NaN of fewer than two figures
 */
record Spread(int count, double mean, double standardDeviation) {

  static Spread of(List<Double> figures) {
    double mean = figures.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    double squares =
        figures.stream().mapToDouble(figure -> (figure - mean) * (figure - mean)).sum();
    return new Spread(figures.size(), mean, Math.sqrt(squares / (figures.size() - 1)));
  }

  /** As the paper prints it: {@code 0.64 (0.05)}; the deviation only where there is one. */
  String text(String format) {
    return text(format, format);
  }

  /** The same, where mean and deviation are written otherwise. */
  String text(String format, String deviationFormat) {
    if (count == 0) {
      return "-";
    }
    String text = String.format(Locale.ROOT, format, mean);
    return count == 1
        ? text
        : text + String.format(Locale.ROOT, " (" + deviationFormat + ")", standardDeviation);
  }
}
