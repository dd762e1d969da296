package io.carryover.cli.console;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** One task as one row: name, bar, steps, figures. */
final class ProgressRow {
  private static final int NAME_WIDTH = 26;
  private static final int BAR_WIDTH = 24;
  private static final int STEPS_WIDTH = 9;

  private ProgressRow() {}

  static AttributedString of(TaskState state) {
    return new AttributedStringBuilder()
        .append(padded(state.task(), NAME_WIDTH))
        .append(" ")
        .styled(colour(state), "█".repeat(filled(state)))
        .styled(AttributedStyle.DEFAULT.faint(), "░".repeat(BAR_WIDTH - filled(state)))
        .append(" ")
        .append(padded(steps(state), STEPS_WIDTH))
        .append(" ")
        .styled(AttributedStyle.DEFAULT.faint(), state.detail())
        .toAttributedString();
  }

  private static int filled(TaskState state) {
    return (int) (state.fraction() * BAR_WIDTH);
  }

  private static AttributedStyle colour(TaskState state) {
    boolean complete = state.total() > 0 && state.done() >= state.total();
    return AttributedStyle.DEFAULT.foreground(
        complete ? AttributedStyle.GREEN : AttributedStyle.CYAN);
  }

  private static String steps(TaskState state) {
    return state.total() == 0 ? "" : state.done() + "/" + state.total();
  }

  private static String padded(String text, int width) {
    String cut = text.length() > width ? text.substring(0, width - 1) + "…" : text;
    return cut + " ".repeat(width - cut.length());
  }
}
