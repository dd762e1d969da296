package io.carryover.cli.watch;

import io.carryover.cli.console.TaskState;
import io.carryover.cli.feed.TopicEvent;
import io.carryover.events.EpochCompleted;
import io.carryover.events.RunKind;
import io.carryover.events.RunState;
import io.carryover.events.RunStatusChanged;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One row for each training and each prior, out of status and progress events. */
public final class RunRows {
  private final Map<String, Run> runs = new HashMap<>();

  /** The row that an event changes; none if it is about something else. */
  public Optional<TaskState> on(TopicEvent event) {
    if (event.event() instanceof EpochCompleted epoch) {
      return run(epoch.getRunId()).on(epoch);
    }
    if (event.event() instanceof RunStatusChanged status && isRun(status.getKind())) {
      return run(status.getId()).on(status);
    }
    return Optional.empty();
  }

  private Run run(String id) {
    return runs.computeIfAbsent(id, key -> new Run());
  }

  private static boolean isRun(RunKind kind) {
    return kind == RunKind.TRAINING || kind == RunKind.PRIOR;
  }

  /** What is known of one run. */
  private static final class Run {
    private static final int PRIOR_GROUPS = 7;
    private static final String CONTROL = "-shuffled";

    private final Map<String, EpochCompleted> latestByStage = new HashMap<>();
    private RunStatusChanged status;
    private String figures = "";

    Optional<TaskState> on(EpochCompleted epoch) {
      latestByStage.put(epoch.getStage(), epoch);
      figures = EpochFigures.of(epoch);
      return row();
    }

    Optional<TaskState> on(RunStatusChanged changed) {
      status = changed;
      return row();
    }

    /** A run is shown once its status, hence its name, is known. */
    private Optional<TaskState> row() {
      return Optional.ofNullable(status).map(this::row);
    }

    private TaskState row(RunStatusChanged named) {
      TaskState state = new TaskState(name(named), epochsDone(), epochsInAll(), detail(named));
      return named.getState() == RunState.COMPLETED ? state.finished() : state;
    }

    private static String name(RunStatusChanged named) {
      String cohort = named.getCohortId() == null ? "" : named.getCohortId() + ": ";
      return cohort + named.getLabel();
    }

    private long epochsDone() {
      return latestByStage.values().stream().mapToLong(EpochCompleted::getEpoch).sum();
    }

    private long epochsInAll() {
      long ofOneStage =
          latestByStage.values().stream().mapToLong(EpochCompleted::getEpochs).max().orElse(0);
      return status.getKind() == RunKind.PRIOR ? priorFits() * ofOneStage : ofOneStage;
    }

    /** Each group is fitted once more to shuffled kernels, as a control, where one is asked for. */
    private int priorFits() {
      boolean controlled = latestByStage.keySet().stream().anyMatch(s -> s.endsWith(CONTROL));
      return controlled ? 2 * PRIOR_GROUPS : PRIOR_GROUPS;
    }

    private String detail(RunStatusChanged named) {
      return switch (named.getState()) {
        case QUEUED, COMPLETED -> named.getState().name().toLowerCase(Locale.ROOT);
        case RUNNING -> figures;
        case FAILED, REJECTED -> Reasons.text(named);
      };
    }
  }
}
