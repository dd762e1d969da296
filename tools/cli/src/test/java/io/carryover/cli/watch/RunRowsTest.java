package io.carryover.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.cli.DemoEvents;
import io.carryover.cli.console.TaskState;
import io.carryover.events.Reason;
import io.carryover.events.RunKind;
import io.carryover.events.RunState;
import org.junit.jupiter.api.Test;

class RunRowsTest {
  private final RunRows rows = new RunRows();

  @Test
  void aRunIsShownOnceItsNameIsKnownWhicheverComesFirst() {
    assertThat(rows.on(DemoEvents.epoch("r", "training", 3, 10))).isEmpty();

    TaskState row = status(RunKind.TRAINING, RunState.RUNNING, null);

    assertThat(row.task()).isEqualTo("target: run r");
    assertThat(row.done()).isEqualTo(3);
    assertThat(row.total()).isEqualTo(10);
    assertThat(row.detail()).contains("loss 0.500").contains("DSC 0.250");
  }

  @Test
  void aPriorCountsTheEpochsOfAllItsGroups() {
    status(RunKind.PRIOR, RunState.RUNNING, null);
    rows.on(DemoEvents.epoch("r", "group-1", 10, 10));

    TaskState row = rows.on(DemoEvents.epoch("r", "group-2", 4, 10)).orElseThrow();

    assertThat(row.done()).isEqualTo(14);
    assertThat(row.total()).isEqualTo(70);
    assertThat(row.detail()).startsWith("group 2");
  }

  @Test
  void aRefusedPriorSaysWhy() {
    Reason reason = new Reason("PRIOR_GAINS_NOTHING", "group 2 has 38.2 against 38.2");

    TaskState row = status(RunKind.PRIOR, RunState.REJECTED, reason);

    assertThat(row.detail()).isEqualTo("rejected, PRIOR_GAINS_NOTHING: " + reason.getMessage());
  }

  @Test
  void aTrainingThatConvergedEarlyIsWhole() {
    rows.on(DemoEvents.epoch("r", "training", 3, 10));

    assertThat(status(RunKind.TRAINING, RunState.COMPLETED, null).fraction()).isEqualTo(1);
  }

  @Test
  void scansAndSegmentationsHaveNoRowOfTheirOwn() {
    assertThat(rows.on(DemoEvents.status("s", RunKind.SCAN, RunState.COMPLETED, null))).isEmpty();
  }

  private TaskState status(RunKind kind, RunState state, Reason reason) {
    return rows.on(DemoEvents.status("r", kind, state, reason)).orElseThrow();
  }
}
