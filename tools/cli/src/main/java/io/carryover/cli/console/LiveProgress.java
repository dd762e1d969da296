package io.carryover.cli.console;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.Display;

/** Rows at the bottom of a terminal, redrawn in place; lines that stay go above them. */
public final class LiveProgress implements Progress {
  private static final int WIDTH_WHERE_UNKNOWN = 100;
  private static final int HEIGHT_WHERE_UNKNOWN = 30;

  private final Terminal terminal;
  private final Display display;
  private final Elapsed elapsed;
  private final Map<String, TaskState> tasks = new LinkedHashMap<>();

  LiveProgress(Terminal terminal, Elapsed elapsed) {
    this.terminal = terminal;
    this.display = new Display(terminal, false);
    this.elapsed = elapsed;
  }

  /** Signals stay with the JVM: JLine's own default would end it without its shutdown hooks. */
  static LiveProgress onSystemTerminal(Elapsed elapsed) throws IOException {
    TerminalBuilder terminal = TerminalBuilder.builder().system(true).dumb(true);
    return new LiveProgress(terminal.nativeSignals(false).build(), elapsed);
  }

  @Override
  public void line(String text) {
    draw(List.of());
    terminal.writer().println(text);
    refresh();
  }

  @Override
  public void update(TaskState state) {
    tasks.put(state.task(), state);
    refresh();
  }

  @Override
  public void refresh() {
    draw(rows());
  }

  private List<AttributedString> rows() {
    List<AttributedString> rows = new ArrayList<>();
    tasks.values().stream()
        .skip(Math.max(0, tasks.size() - height() + 2))
        .forEach(state -> rows.add(withNewline(ProgressRow.of(state))));
    rows.add(new AttributedString("elapsed " + elapsed));
    return rows;
  }

  /** Without it the display relies on the terminal to wrap where it believes the line to end. */
  private AttributedString withNewline(AttributedString row) {
    return new AttributedStringBuilder()
        .append(row.columnSubSequence(0, width() - 1))
        .append("\n")
        .toAttributedString();
  }

  private void draw(List<AttributedString> rows) {
    display.resize(height(), width());
    display.update(rows, -1);
    terminal.flush();
  }

  private int width() {
    return terminal.getWidth() > 0 ? terminal.getWidth() : WIDTH_WHERE_UNKNOWN;
  }

  private int height() {
    return terminal.getHeight() > 0 ? terminal.getHeight() : HEIGHT_WHERE_UNKNOWN;
  }

  @Override
  public void close() {
    refresh();
    terminal.writer().println();
    terminal.flush();
  }
}
