package io.carryover.cli.evidence;

import static io.carryover.cli.evidence.Measured.dsc;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class EvidenceTextTest {
  private static final List<Measurement> SMALL =
      List.of(
          dsc("RI", 5, 1, 1, "a", 0.40),
          dsc("RI", 5, 2, 1, "a", 0.50),
          dsc("DWP", 5, 1, 1, "a", 0.45),
          dsc("DWP", 5, 2, 1, "a", 0.65),
          dsc("RI", 10, 1, 1, "a", 0.60));

  @Test
  void aRowPerSizeAndAColumnPerMethod() {
    assertThat(section())
        .contains(
            """
            ### DSC

            | target scans | DWP | RI |
            | ---: | ---: | ---: |
            | 5 | 0.550 (0.141) | 0.450 (0.071) |
            | 10 | – | 0.600 |
            """);
  }

  @Test
  void aRowPerDifferenceWithIntervalAndP() {
    assertThat(section())
        .contains(
            """
            ### DSC, difference to RI

            | target scans | method | pairs | people | difference | 95 % interval | p |
            | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            | 5 | DWP | 2 | 1 | +0.100 | +0.050 to +0.150 | 1.000 |
            """);
  }

  @Test
  void methodsMayBeWrittenSmall() {
    List<Measurement> small =
        List.of(dsc("ri", 5, 1, 1, "a", 0.40), dsc("dwp-kl0", 5, 1, 1, "a", 0.45));

    assertThat(EvidenceText.section(new Comparison(small, UnaryOperator.identity(), 1)))
        .contains("| target scans | ri | dwp-kl0 |")
        .contains("| 5 | dwp-kl0 | 1 | 1 | +0.050 |")
        .doesNotContain("| 5 | ri |");
  }

  @Test
  void saysWhatIsPairedAndWhatPIsBlindTo() {
    assertThat(section())
        .contains("A pair is the two methods' figures of one split, one seed and one test scan.")
        .contains("p is optimistic");
  }

  @Test
  void aTinyPIsABound() {
    List<Measurement> clear = Measured.experiment(List.of("DWP", "PR", "PRF", "RI"), List.of(5));

    assertThat(EvidenceText.section(new Comparison(clear, UnaryOperator.identity(), 1)))
        .contains("| < 0.001 |");
  }

  @Test
  void numbersAreTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    String expected = section();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(section()).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String section() {
    return EvidenceText.section(new Comparison(SMALL, UnaryOperator.identity(), 1));
  }
}
