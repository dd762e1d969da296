package io.carryover.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.cli.evidence.Measurement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UncertaintySectionTest {

  @Test
  void tellsHowOftenIntervalsHeldTheTruth() {
    // Given: a true volume inside, one outside; the second is referred
    ResultRow inside = row("dwp", 0.9, stated("2", "1", "3", "false"));
    ResultRow outside = row("dwp", 0.5, stated("4", "1", "3", "true"));
    // When
    String text = new UncertaintySection(List.of(inside, outside, row("ri", 0.4, Map.of()))).text();
    // Then: widths of 1 and of a half
    assertThat(text)
        .contains("95 %")
        .contains("| dwp | 5 | 2 | 0.500 | 0.750 | 1 | 0.500 | 0.900 | 0.050 | - |")
        .doesNotContain("| ri |");
  }

  @Test
  void isEmptyWhereNoModelHasAPosterior() {
    assertThat(new UncertaintySection(List.of(row("ri", 0.4, stated("2", "", "", "")))).text())
        .isEmpty();
  }

  private static Map<String, String> stated(String truth, String low, String high, String refer) {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put(StatedFigures.TRUTH, truth);
    columns.put(StatedFigures.LOW, low);
    columns.put(StatedFigures.HIGH, high);
    columns.put(StatedFigures.REFER, refer);
    columns.put(StatedFigures.ECE, "0.05");
    return columns;
  }

  private static ResultRow row(String arm, double dsc, Map<String, String> others) {
    return new ResultRow(new Measurement(arm, 5, 1, 1, "scan", dsc, dsc / 2), others);
  }
}
