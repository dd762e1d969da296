package io.carryover.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.cli.DemoEvents;
import io.carryover.cli.console.TaskState;
import io.carryover.events.Reason;
import io.carryover.events.RunKind;
import io.carryover.events.RunState;
import org.junit.jupiter.api.Test;

class WorkCountsTest {
  private final WorkCounts counts = new WorkCounts();

  @Test
  void countsEachScanOnceByItsLatestState() {
    scan("a", RunState.QUEUED);
    scan("a", RunState.COMPLETED);

    TaskState row = scan("b", RunState.RUNNING);

    assertThat(row.task()).isEqualTo("target: scans");
    assertThat(row.done()).isEqualTo(1);
    assertThat(row.total()).isEqualTo(2);
    assertThat(row.detail()).isEmpty();
  }

  @Test
  void whatEndedBadlyIsOverToo() {
    scan("a", RunState.COMPLETED);

    TaskState row = scan("b", RunState.REJECTED);

    assertThat(row.done()).isEqualTo(2);
    assertThat(row.detail()).isEqualTo("1 rejected or failed");
  }

  @Test
  void trainingsAreNotCounted() {
    assertThat(counts.on(DemoEvents.status("t", RunKind.TRAINING, RunState.RUNNING, null)))
        .isEmpty();
  }

  private TaskState scan(String id, RunState state) {
    Reason reason = state == RunState.REJECTED ? new Reason("CODE", "why") : null;
    return counts.on(DemoEvents.status(id, RunKind.SCAN, state, reason)).orElseThrow();
  }
}
