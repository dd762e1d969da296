package io.carryover.cli.console;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;

/** One line per noteworthy step: a task's first step, each further tenth of it, and its end. */
public final class PlainProgress implements Progress {
  private static final int STEPS_TOLD = 10;

  private final PrintStream out;
  private final Elapsed elapsed;
  private final Map<String, Long> told = new HashMap<>();

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
    long step = (long) (state.fraction() * STEPS_TOLD);
    Long before = told.put(state.task(), step);
    if (before == null || before != step) {
      line(text(state));
    }
  }

  private static String text(TaskState state) {
    String steps = state.total() == 0 ? "" : ": " + state.done() + " of " + state.total();
    return state.task() + steps + (state.detail().isEmpty() ? "" : ", " + state.detail());
  }

  @Override
  public void refresh() {}

  @Override
  public void close() {
    out.flush();
  }
}
