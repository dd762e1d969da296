package io.carryover.cli.evidence;

import static io.carryover.cli.evidence.Measured.dsc;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class EvidenceTextTest {
  private static final Baseline PLAIN_RI = Baseline.plainRi(List.of(5, 10));

  private static final List<Measurement> SMALL =
      List.of(
          dsc("ri", 5, 1, 1, "a", 0.40),
          dsc("ri", 5, 2, 1, "a", 0.50),
          dsc("dwp", 5, 1, 1, "a", 0.45),
          dsc("dwp", 5, 2, 1, "a", 0.65),
          dsc("ri", 10, 1, 1, "a", 0.60));

  @Test
  void aRowPerDifferenceWithIntervalAndP() {
    assertThat(section(SMALL, PLAIN_RI))
        .contains(
            """
            ### DSC, difference to RI, all splits

            | scans | method | pairs | people | difference | 95 % interval | p |
            | ---: | :--- | ---: | ---: | ---: | ---: | ---: |
            | 5 | DWP | 2 | 1 | +0.100 | +0.050 to +0.150 | 1.000 |

            ### IoU, difference to RI, all splits
            """)
        .doesNotContain("| 10 |")
        .doesNotContain("| RI |");
  }

  @Test
  void everySplitHasATableOfItsOwn() {
    assertThat(section(SMALL, PLAIN_RI))
        .contains(
            """
            ### DSC, difference to RI, split 2

            | scans | method | pairs | people | difference | 95 % interval | p |
            | ---: | :--- | ---: | ---: | ---: | ---: | ---: |
            | 5 | DWP | 1 | 1 | +0.150 | +0.150 to +0.150 | 1.000 |
            """);
  }

  @Test
  void anOnlySplitIsNotToldTwice() {
    List<Measurement> one = List.of(SMALL.get(0), SMALL.get(2));

    assertThat(section(one, PLAIN_RI)).contains("difference to RI\n").doesNotContain("split");
  }

  @Test
  void theBaselineMayBeAnotherMethodAtEachSize() {
    List<Measurement> all =
        List.of(
            dsc("ri", 5, 1, 1, "a", 0.40),
            dsc("ri-wd0", 5, 1, 1, "a", 0.50),
            dsc("ri", 10, 1, 1, "a", 0.60),
            dsc("ri-wd0", 10, 1, 1, "a", 0.55));
    Baseline best = new Baseline("best RI", new TreeMap<>(Map.of(5, "ri-wd0", 10, "ri")));

    assertThat(section(all, best))
        .contains("### DSC, difference to best RI")
        .contains("| 5 | RI | 1 | 1 | -0.100 |")
        .contains("| 10 | RI, wd0 | 1 | 1 | -0.050 |");
  }

  @Test
  void aBaselineThatIsNotThereIsSaid() {
    assertThat(section(List.of(SMALL.get(2)), PLAIN_RI)).contains("No pair has been measured.");
    assertThat(section(SMALL, new Baseline("best RI", new TreeMap<>())))
        .contains("No pair has been measured.");
  }

  @Test
  void saysWhatIsPairedAndWhatPIsBlindTo() {
    assertThat(EvidenceText.NOTE)
        .contains("A pair is the two methods' figures of one split, one seed and one test scan.")
        .contains("p is optimistic");
  }

  @Test
  void aTinyPIsABound() {
    List<Measurement> clear = Measured.experiment(List.of("dwp", "pr", "prf", "ri"), List.of(5));

    assertThat(section(clear, PLAIN_RI)).contains("| < 0.001 |");
  }

  @Test
  void numbersAreTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    String expected = section(SMALL, PLAIN_RI);
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(section(SMALL, PLAIN_RI)).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String section(List<Measurement> measurements, Baseline baseline) {
    return EvidenceText.section(
        new Comparison(measurements, UnaryOperator.identity(), 1), baseline);
  }
}
