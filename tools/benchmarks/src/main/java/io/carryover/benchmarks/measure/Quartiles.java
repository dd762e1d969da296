package io.carryover.benchmarks.measure;

import java.util.List;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/**
 * Median and quartiles of some figures, linear between neighbours.
 *
 * @param count how many figures
 */
public record Quartiles(int count, double lowerQuartile, double median, double upperQuartile) {

  /**
   * Of these figures.
   *
   * @throws IllegalArgumentException without any
   */
  public static Quartiles of(List<Double> figures) {
    if (figures.isEmpty()) {
      throw new IllegalArgumentException("quartiles need at least one figure, got none");
    }
    Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
    percentile.setData(figures.stream().mapToDouble(Double::doubleValue).toArray());
    return new Quartiles(
        figures.size(), percentile.evaluate(25), percentile.evaluate(50), percentile.evaluate(75));
  }
}
