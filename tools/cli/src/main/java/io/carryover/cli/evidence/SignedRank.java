package io.carryover.cli.evidence;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.inference.WilcoxonSignedRankTest;

/**
 * Wilcoxon's signed-rank test of differences against zero, two-sided.
 *
 * <p>Differences of zero are left out, as Wilcoxon did; tied sizes share their mean rank. Up to 20
 * differences the p-value is exact (all signs are gone through, for which ties count as if there
 * were none); beyond, it is that of the normal approximation. The library's own approximation takes
 * the half of the continuity correction off where it must be added, and so reports too small a p;
 * here the statistic is the library's, and the correction its textbook form.
 *
 * <p>The test takes the differences as independent. Those of several models on one scan are not, so
 * callers pass one mean difference per person. These still share their models: the p-value speaks
 * of other people under the same models, and is optimistic about other training scans and seeds.
 */
final class SignedRank {
  private static final int MOST_FOR_EXACT = 20;
  private static final double CONTINUITY = 0.5;

  private SignedRank() {}

  /** The p-value; 1 where nothing differs. */
  static double pValue(double[] differences) {
    double[] nonZero = Arrays.stream(differences).filter(difference -> difference != 0).toArray();
    if (nonZero.length == 0) {
      return 1;
    }
    return Math.min(1, nonZero.length <= MOST_FOR_EXACT ? exact(nonZero) : approximate(nonZero));
  }

  private static double exact(double[] differences) {
    return new WilcoxonSignedRankTest()
        .wilcoxonSignedRankTest(new double[differences.length], differences, true);
  }

  /** The larger rank sum has mean n (n + 1) / 4 and variance n (n + 1) (2 n + 1) / 24. */
  private static double approximate(double[] differences) {
    double n = differences.length;
    double larger =
        new WilcoxonSignedRankTest()
            .wilcoxonSignedRank(new double[differences.length], differences);
    double above = larger - n * (n + 1) / 4 - CONTINUITY;
    double sd = Math.sqrt(n * (n + 1) * (2 * n + 1) / 24);
    return 2 * new NormalDistribution().cumulativeProbability(-above / sd);
  }
}
