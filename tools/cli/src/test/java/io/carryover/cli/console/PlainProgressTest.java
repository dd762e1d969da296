package io.carryover.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainProgressTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final SettableClock clock = new SettableClock();
  private final PlainProgress progress =
      new PlainProgress(new PrintStream(out, true, StandardCharsets.UTF_8), new Elapsed(clock));

  @Test
  void tellsTheFirstStepEachTenthAndTheEnd() {
    for (int epoch = 1; epoch <= 40; epoch++) {
      progress.update(new TaskState("RI", epoch, 40, "loss"));
    }

    assertThat(lines()).hasSize(11);
    assertThat(lines().get(0)).isEqualTo("[  0:00] RI: 1 of 40, loss");
    assertThat(lines().get(1)).isEqualTo("[  0:00] RI: 4 of 40, loss");
    assertThat(lines().get(10)).isEqualTo("[  0:00] RI: 40 of 40, loss");
  }

  @Test
  void tellsWhatItHeldBackOnceTenSecondsHavePassed() {
    // Given a task whose share never changes
    progress.update(new TaskState("scans", 1, 1, ""));
    progress.update(new TaskState("scans", 2, 2, ""));

    // When
    clock.now = clock.now.plusSeconds(9);
    progress.refresh();
    int before = lines().size();
    clock.now = clock.now.plusSeconds(1);
    progress.refresh();
    progress.refresh();

    // Then
    assertThat(before).isEqualTo(1);
    assertThat(lines()).containsExactly("[  0:00] scans: 1 of 1", "[  0:10] scans: 2 of 2");
  }

  @Test
  void tellsTheLatestStateWhenItEnds() {
    progress.update(new TaskState("scans", 1, 100, ""));
    progress.update(new TaskState("scans", 2, 100, ""));
    progress.close();

    assertThat(lines()).last().isEqualTo("[  0:00] scans: 2 of 100");
  }

  @Test
  void aTaskOfUnknownLengthIsToldWithoutSteps() {
    progress.update(new TaskState("prior", 0, 0, "queued"));

    assertThat(lines()).containsExactly("[  0:00] prior, queued");
  }

  @Test
  void elapsedTimeShowsHoursFromOneHourOn() {
    assertThat(Elapsed.text(Duration.ofSeconds(65))).isEqualTo("1:05");
    assertThat(Elapsed.text(Duration.ofSeconds(3725))).isEqualTo("1:02:05");
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** Stands still until it is set. */
  private static final class SettableClock extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("only instants are asked for");
    }
  }
}
