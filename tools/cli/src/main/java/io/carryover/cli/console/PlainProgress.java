package io.carryover.cli.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One line per noteworthy step: a task's first step, each further tenth of it, and its end; and
 * where there was more than that, at the latest after {@value #PATIENCE_SECONDS} seconds.
 */
public final class PlainProgress implements Progress {
  private static final int STEPS_TOLD = 10;
  private static final int PATIENCE_SECONDS = 10;

  private final PrintStream out;
  private final Elapsed elapsed;
  private final Map<String, Told> told = new HashMap<>();
  private final Map<String, TaskState> untold = new LinkedHashMap<>();

  /** The step of a task's latest line, and when it was written. */
  private record Told(long step, Duration at) {}

  public PlainProgress(PrintStream out, Elapsed elapsed) {
    this.out = out;
    this.elapsed = elapsed;
  }

  @Override
  public void line(String text) {
    out.printf("[%6s] %s%n", elapsed, text);
  }

  @Override
  public void update(TaskState state) {
    Told before = told.get(state.task());
    if (before == null || before.step() != step(state)) {
      tell(state);
    } else {
      untold.put(state.task(), state);
    }
  }

  private void tell(TaskState state) {
    line(text(state));
    untold.remove(state.task());
    told.put(state.task(), new Told(step(state), elapsed.soFar()));
  }

  private static long step(TaskState state) {
    return (long) (state.fraction() * STEPS_TOLD);
  }

  private static String text(TaskState state) {
    String steps = state.total() == 0 ? "" : ": " + state.done() + " of " + state.total();
    return state.task() + steps + (state.detail().isEmpty() ? "" : ", " + state.detail());
  }

  @Override
  public void refresh() {
    Duration latest = elapsed.soFar().minusSeconds(PATIENCE_SECONDS);
    List.copyOf(untold.values()).stream()
        .filter(state -> told.get(state.task()).at().compareTo(latest) <= 0)
        .forEach(this::tell);
  }

  @Override
  public void close() {
    List.copyOf(untold.values()).forEach(this::tell);
    out.flush();
  }
}
