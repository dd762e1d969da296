package io.carryover.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressRowTest {

  @Test
  void theBarIsAsLongAsTheShareThatIsDone() {
    String row = ProgressRow.of(new TaskState("RI", 10, 40, "loss 0.1")).toString();

    assertThat(row).contains("█".repeat(6) + "░".repeat(18)).contains("10/40").endsWith("loss 0.1");
  }

  @Test
  void aLongNameIsCutSoThatBarsStayInOneColumn() {
    String shortName = ProgressRow.of(new TaskState("RI", 1, 2, "")).toString();
    String longName = ProgressRow.of(new TaskState("n".repeat(80), 1, 2, "")).toString();

    assertThat(longName.indexOf('█')).isEqualTo(shortName.indexOf('█'));
    assertThat(longName).contains("…");
  }

  @Test
  void aTaskThatEndedEarlyIsShownAsWhole() {
    assertThat(new TaskState("RI", 3, 40, "").finished().fraction()).isEqualTo(1);
  }
}
