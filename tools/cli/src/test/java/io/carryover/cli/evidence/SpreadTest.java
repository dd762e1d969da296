package io.carryover.cli.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void theDeviationIsOfASample() {
    assertThat(Spread.of(0.2, 0.4).text("%.3f")).isEqualTo("0.300 (0.141)");
  }

  @Test
  void aSingleFigureHasNoDeviation() {
    assertThat(Spread.of(0.25).standardDeviation()).isNaN();
    assertThat(Spread.of(0.25).text("%.2f")).isEqualTo("0.25");
  }

  @Test
  void noFigureIsADash() {
    assertThat(Spread.of().text("%.3f")).isEqualTo("-");
  }
}
