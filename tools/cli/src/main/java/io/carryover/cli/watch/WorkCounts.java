package io.carryover.cli.watch;

import io.carryover.cli.console.TaskState;
import io.carryover.cli.feed.TopicEvent;
import io.carryover.events.RunKind;
import io.carryover.events.RunState;
import io.carryover.events.RunStatusChanged;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How many scans and segmentations are through; one row for each kind and cohort. */
final class WorkCounts {
  private static final Set<RunState> OVER =
      EnumSet.of(RunState.COMPLETED, RunState.FAILED, RunState.REJECTED);

  private final Map<String, Map<String, RunState>> stateByIdByRow = new HashMap<>();

  /** The row that an event changes; none if it is about something else. */
  Optional<TaskState> on(TopicEvent event) {
    if (event.event() instanceof RunStatusChanged status && isCounted(status.getKind())) {
      String row = row(status);
      Map<String, RunState> states = stateByIdByRow.computeIfAbsent(row, key -> new HashMap<>());
      states.put(status.getId(), status.getState());
      return Optional.of(new TaskState(row, over(states), states.size(), bad(states)));
    }
    return Optional.empty();
  }

  private static boolean isCounted(RunKind kind) {
    return kind == RunKind.SCAN || kind == RunKind.SEGMENTATION;
  }

  private static String row(RunStatusChanged status) {
    String kind = status.getKind() == RunKind.SCAN ? "scans" : "segmentations";
    return status.getCohortId() == null ? kind : status.getCohortId() + ": " + kind;
  }

  private static long over(Map<String, RunState> states) {
    return states.values().stream().filter(OVER::contains).count();
  }

  private static String bad(Map<String, RunState> states) {
    long bad = over(states) - states.values().stream().filter(RunState.COMPLETED::equals).count();
    return bad == 0 ? "" : bad + " rejected or failed";
  }
}
