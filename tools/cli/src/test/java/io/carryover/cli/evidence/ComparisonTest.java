package io.carryover.cli.evidence;

import static io.carryover.cli.evidence.Measured.dsc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  /** Sums of a few doubles near 1. */
  private static final double ROUNDING = 1e-12;

  /** Two models of each method on two scans. */
  private static final List<Measurement> SMALL =
      List.of(
          dsc("RI", 5, 1, 1, "a", 0.40),
          dsc("RI", 5, 1, 1, "b", 0.60),
          dsc("RI", 5, 2, 1, "a", 0.50),
          dsc("RI", 5, 2, 1, "b", 0.70),
          dsc("DWP", 5, 1, 1, "a", 0.45),
          dsc("DWP", 5, 1, 1, "b", 0.75),
          dsc("DWP", 5, 2, 1, "a", 0.60),
          dsc("DWP", 5, 2, 1, "b", 0.80));

  @Test
  void aMethodsMeanAndDeviationAreThoseOfItsModels() {
    // When the models' means are 0.5 and 0.6
    MethodSummary summary = comparison(SMALL).summary(Metric.DSC, "RI", 5).orElseThrow();

    assertThat(summary.overModels().count()).isEqualTo(2);
    assertThat(summary.overModels().mean()).isCloseTo(0.55, within(ROUNDING));
    assertThat(summary.overModels().standardDeviation())
        .isCloseTo(0.1 / Math.sqrt(2), within(ROUNDING));
  }

  @Test
  void whatIsNotMeasuredHasASpreadOfNothing() {
    assertThat(comparison(SMALL).spread(Metric.DSC, "RI", 10).count()).isZero();
    assertThat(comparison(SMALL).models()).isEqualTo(4);
    assertThat(comparison(List.of()).models()).isZero();
  }

  @Test
  void aSplitAloneHasThePairsOfItsOwnModels() {
    PairedDifference ofSecond = difference(comparison(SMALL).ofSplit(2));

    assertThat(comparison(SMALL).splits()).containsExactly(1, 2);
    assertThat(ofSecond.pairs()).isEqualTo(2);
    assertThat(ofSecond.mean()).isCloseTo(0.1, within(ROUNDING));
  }

  @Test
  void anyMethodMayBeComparedWithAnyOther() {
    Comparison comparison = comparison(SMALL);

    assertThat(comparison.difference(Metric.DSC, "RI", "DWP", 5).orElseThrow().mean())
        .isCloseTo(-0.1, within(ROUNDING));
    assertThat(comparison.difference(Metric.DSC, "DWP", "ri", 5)).isPresent();
  }

  @Test
  void differencesAreTakenWithinSplitSeedAndScan() {
    // When the differences are 0.05, 0.15, 0.10, 0.10
    PairedDifference difference = difference(comparison(SMALL));

    assertThat(difference.pairs()).isEqualTo(4);
    assertThat(difference.people()).isEqualTo(2);
    assertThat(difference.mean()).isCloseTo(0.1, within(ROUNDING));
    assertThat(difference.interval().low()).isCloseTo(0.05, within(ROUNDING));
    assertThat(difference.interval().high()).isCloseTo(0.15, within(ROUNDING));
    // Two people, both better: two of the four signs are as extreme
    assertThat(difference.pValue()).isEqualTo(0.5);
  }

  @Test
  void twoScansOfOnePersonCountAsOnePerson() {
    PairedDifference difference = difference(new Comparison(SMALL, scan -> "the same", 1));

    assertThat(difference.pairs()).isEqualTo(4);
    assertThat(difference.people()).isEqualTo(1);
    // Both models differ by 0.1 on average: without other people nothing varies
    assertThat(difference.interval().low()).isCloseTo(0.1, within(ROUNDING));
  }

  @Test
  void whatHasNoPartnerIsNoPair() {
    PairedDifference difference = difference(comparison(SMALL.subList(0, 7)));

    assertThat(difference.pairs()).isEqualTo(3);
    assertThat(comparison(SMALL).difference(Metric.DSC, "PR", "RI", 5)).isEmpty();
    assertThat(comparison(SMALL).summary(Metric.DSC, "RI", 10)).isEmpty();
  }

  @Test
  void theOtherMetricHasFiguresOfItsOwn() {
    double dsc = comparison(SMALL).summary(Metric.DSC, "RI", 5).orElseThrow().overModels().mean();
    double iou = comparison(SMALL).summary(Metric.IOU, "RI", 5).orElseThrow().overModels().mean();

    assertThat(iou).isLessThan(dsc);
  }

  @Test
  void methodsComeInThePapersOrderAndVariantsAfter() {
    List<Measurement> all =
        Measured.experiment(
            List.of("RI", "DWP wide", "PRF", "DWP", "DWP cold", "PR"), List.of(20, 5));

    assertThat(comparison(all).methods())
        .containsExactly("DWP", "PR", "PRF", "RI", "DWP cold", "DWP wide");
    assertThat(comparison(all).sizes()).containsExactly(5, 20);
  }

  @Test
  void refusesAModelMeasuredTwiceOnAScan() {
    List<Measurement> twice = List.of(SMALL.get(0), dsc("RI", 5, 1, 1, "a", 0.9));

    assertThatThrownBy(() -> comparison(twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got twice")
        .hasMessageContaining("scan=a");
  }

  private static PairedDifference difference(Comparison comparison) {
    return comparison.difference(Metric.DSC, "DWP", "RI", 5).orElseThrow();
  }

  private static Comparison comparison(List<Measurement> measurements) {
    return new Comparison(measurements, UnaryOperator.identity(), 1);
  }
}
