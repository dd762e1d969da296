package io.carryover.cli.console;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Tells a person what is going on. */
public interface Progress extends AutoCloseable {

  /** Set by the launcher where standard output is a terminal that understands cursor movement. */
  String TERMINAL_PROPERTY = "carryover.terminal";

  /** A line that stays. */
  void line(String text);

  /** A task began or went on. */
  void update(TaskState state);

  /** Time has passed; a terminal redraws its clock, plain lines tell what they held back. */
  void refresh();

  /** Leaves the last state on the screen. */
  @Override
  void close();

  /** Live rows on a terminal, plain lines elsewhere. */
  static Progress onStandardOutput(Elapsed elapsed) {
    if (!Boolean.getBoolean(TERMINAL_PROPERTY)) {
      return new PlainProgress(System.out, elapsed);
    }
    try {
      return LiveProgress.onSystemTerminal(elapsed);
    } catch (IOException e) {
      throw new UncheckedIOException("the terminal cannot be opened", e);
    }
  }
}
