package io.carryover.runtime.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.events.Reason;
import io.carryover.events.RunKind;
import io.carryover.events.RunState;
import io.carryover.events.RunStatusChanged;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class StatusRecordsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Reason REASON = new Reason("EMPTY_MASK", "no foreground (scan a)");
  private static final Run FIT = new Run("p", RunKind.PRIOR, "c", "l");
  private final StatusRecords records = new StatusRecords(Clock.fixed(NOON, ZoneOffset.UTC));

  @Test
  void stateFollowsTheName() {
    assertThat(records.queued(FIT).getState()).isEqualTo(RunState.QUEUED);
    assertThat(records.running(FIT).getState()).isEqualTo(RunState.RUNNING);
    assertThat(records.completed(FIT).getState()).isEqualTo(RunState.COMPLETED);
  }

  @Test
  void rejectionAndFailureCarryTheirReason() {
    assertThat(records.rejected(new Run("c/s", RunKind.SCAN, "c", "l"), REASON))
        .isEqualTo(
            new RunStatusChanged("c/s", RunKind.SCAN, "c", "l", RunState.REJECTED, REASON, NOON));
    assertThat(records.failed(new Run("r", RunKind.SEGMENTATION, null, "l"), REASON))
        .isEqualTo(
            new RunStatusChanged(
                "r", RunKind.SEGMENTATION, null, "l", RunState.FAILED, REASON, NOON));
  }

  @Test
  void textsThatNoRecordHoldsAreCut() {
    // Given
    String megabyte = "x".repeat(1 << 20);

    // When
    RunStatusChanged status =
        records.rejected(
            new Run(megabyte, RunKind.COHORT, megabyte, megabyte),
            new Reason("TOO_LONG", megabyte));

    // Then
    assertThat(status.toString()).hasSizeLessThan(10_000);
    assertThat(status.getReason().getMessage()).hasSize(2003).endsWith("x...");
  }
}
