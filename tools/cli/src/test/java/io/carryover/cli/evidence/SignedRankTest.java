package io.carryover.cli.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignedRankTest {

  /** The p-values are ratios of whole numbers, or are worked out to five digits. */
  private static final double DIGITS = 1e-5;

  /** Hollander and Wolfe (1973), depression scores of nine patients before and after a drug. */
  private static final double[] BEFORE = {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};

  private static final double[] AFTER = {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};

  @Test
  void isExactForThePatientsOfHollanderAndWolfe() {
    double[] differences = IntStream.range(0, 9).mapToDouble(i -> BEFORE[i] - AFTER[i]).toArray();

    // Rank sums 40 and 5: 20 of the 512 signs are as extreme
    assertThat(SignedRank.pValue(differences)).isCloseTo(20.0 / 512, within(DIGITS));
  }

  @Test
  void isTheLeastPossibleWhereAllPointOneWay() {
    assertThat(SignedRank.pValue(new double[] {1, 2, 3, 4, 5})).isCloseTo(2.0 / 32, within(DIGITS));
  }

  @Test
  void leavesDifferencesOfZeroOut() {
    double[] withZeros = {0, 1, 2, 0, 3, 4, 5, 0};

    assertThat(SignedRank.pValue(withZeros)).isCloseTo(2.0 / 32, within(DIGITS));
  }

  @Test
  void isOneWhereNothingDiffersOrBothSignsWeighTheSame() {
    assertThat(SignedRank.pValue(new double[3])).isEqualTo(1);
    assertThat(SignedRank.pValue(new double[] {-1, 1})).isEqualTo(1);
    assertThat(SignedRank.pValue(new double[0])).isEqualTo(1);
  }

  @Test
  void approximatesByTheNormalDistributionBeyondTwenty() {
    // Given 1, -2, 3, -4 and so on to 25: the rank sum of the positive is 169, of mean 162.5
    double[] differences =
        IntStream.rangeClosed(1, 25).mapToDouble(i -> i % 2 == 0 ? -i : i).toArray();

    // z = (169 - 162.5 - 0.5) / sqrt(25 * 26 * 51 / 24) = 6 / 37.16517 = 0.161442
    assertThat(SignedRank.pValue(differences)).isCloseTo(0.87174, within(DIGITS));
  }

  @Test
  void approximationAndExactValueMeetWhereOneTakesOver() {
    double[] twenty = IntStream.rangeClosed(1, 20).mapToDouble(i -> i % 3 == 0 ? -i : i).toArray();
    double[] more = IntStream.rangeClosed(1, 21).mapToDouble(i -> i % 3 == 0 ? -i : i).toArray();

    // The 21st difference is negative: it takes p up, from 0.12 or so
    assertThat(SignedRank.pValue(twenty)).isBetween(0.10, 0.14);
    assertThat(SignedRank.pValue(more)).isBetween(SignedRank.pValue(twenty), 0.35);
  }
}
