package io.carryover.imaging.uncertainty;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * What validation scans say about the statements of uncertainty of one network.
 *
 * <pre>
 *   s       standard deviation of a scan's volume over samples of the weights
 *   spread  = sqrt((s^2 + (typical * mask's volume)^2) / 2),  typical^2 = mean of (s / mask's volume)^2
 *   r       = (true volume - mask's volume) / spread
 *   factor  = t(0.975, n) sqrt(mean of r^2)        95 % of scans have |r| below it, if r is normal
 *   interval of a scan = mask's volume +- factor spreads, not below 0
 * </pre>
 *
 * <p>A few samples tell s badly; half of the spread is what is typical of the network, so that a
 * scan on which they happen to agree has no narrow interval.
 *
 * <p>r is not centred, so that a network that always finds too little has wide intervals.
 *
 * @param scans validation scans, at least 2
 * @param samples samples of the weights for each
 * @param typical standard deviation over samples as a share of the mask's volume
 * @param volumeFactor half the interval in spreads
 * @param coverage share of the validation scans inside the interval that the others give
 * @param referBelow agreement below which a scan is for a person to look at: a tenth of the
 *     validation scans is
 * @param ece expected calibration error of the mean weights' probabilities, see {@link Reliability}
 * @param brier their Brier score
 */
public record Calibration(
    int scans,
    int samples,
    double typical,
    double volumeFactor,
    double coverage,
    double referBelow,
    double ece,
    double brier) {

  /** Half a 95 % interval in standard deviations of a normal distribution. */
  public static final double NORMAL_FACTOR = 1.959963984540054;

  /** Fewest scans that a factor can be fitted on. */
  public static final int LEAST_SCANS = 2;

  private static final double UPPER = 0.975;
  private static final double REFERRED_PERCENT = 10;

  /**
   * Fits to validation scans.
   *
   * @param scans at least {@value #LEAST_SCANS}
   * @param reliability of the voxels of all of them
   */
  public static Calibration fit(List<CalibrationScan> scans, Reliability reliability) {
    double typical = typical(scans);
    double[] errors = scans.stream().mapToDouble(scan -> scan.standardisedError(typical)).toArray();
    return new Calibration(
        scans.size(),
        scans.get(0).said().samples(),
        typical,
        factor(errors),
        coverage(errors),
        tenth(scans),
        reliability.ece(),
        reliability.brier());
  }

  /** Half the interval of a scan in voxels. */
  double halfInterval(ScanSamples said) {
    return volumeFactor * spread(said, typical);
  }

  static double spread(ScanSamples said, double typical) {
    double own = said.standardDeviation();
    double usual = typical * said.mask();
    return Math.max(1, Math.sqrt((own * own + usual * usual) / 2));
  }

  private static double typical(List<CalibrationScan> scans) {
    double meanSquare =
        scans.stream()
            .mapToDouble(CalibrationScan::relativeDeviation)
            .map(share -> share * share)
            .average()
            .orElseThrow();
    return Math.sqrt(meanSquare);
  }

  private static double factor(double[] errors) {
    double meanSquare = Arrays.stream(errors).map(r -> r * r).average().orElseThrow();
    return new TDistribution(errors.length).inverseCumulativeProbability(UPPER)
        * Math.sqrt(meanSquare);
  }

  /** Each scan is judged by the factor of the others. */
  private static double coverage(double[] errors) {
    return IntStream.range(0, errors.length)
            .filter(i -> Math.abs(errors[i]) <= factor(without(errors, i)))
            .count()
        / (double) errors.length;
  }

  private static double[] without(double[] errors, int left) {
    return IntStream.range(0, errors.length)
        .filter(i -> i != left)
        .mapToDouble(i -> errors[i])
        .toArray();
  }

  private static double tenth(List<CalibrationScan> scans) {
    double[] agreements = scans.stream().mapToDouble(scan -> scan.said().agreement()).toArray();
    return new Percentile(REFERRED_PERCENT).evaluate(agreements);
  }
}
