package io.carryover.cli.picture;

import java.awt.Color;
import java.util.List;

/** Title and subtitle, in as many lines as the picture's width asks for. */
public final class Heading {
  private static final int TITLE_SIZE = 20;
  private static final int SUBTITLE_SIZE = 12;
  private static final double LINE = 1.25;
  private static final int GAP = 6;

  private final List<String> title;
  private final List<String> subtitle;
  private final int left;
  private final int top;

  /**
   * Breaks the lines.
   *
   * @param words measures them
   * @param left where lines begin
   * @param top upper edge of the first line
   * @param width room of a line
   */
  public Heading(String title, String subtitle, Lettering words, int left, int top, int width) {
    this.title = words.wrapped(title, TITLE_SIZE, width);
    this.subtitle = words.wrapped(subtitle, SUBTITLE_SIZE, width);
    this.left = left;
    this.top = top;
  }

  /** Lower edge of the last line. */
  public int bottom() {
    return baseline(subtitle.size(), SUBTITLE_SIZE, titleBottom());
  }

  /** Draws the lines. */
  public void draw(Lettering words) {
    draw(words, title, TITLE_SIZE, Palette.WORDS, top);
    draw(words, subtitle, SUBTITLE_SIZE, Palette.QUIET, titleBottom());
  }

  private void draw(Lettering words, List<String> lines, int size, Color colour, int above) {
    for (int line = 0; line < lines.size(); line++) {
      words.left(lines.get(line), left, baseline(line + 1, size, above), size, colour);
    }
  }

  private int titleBottom() {
    return baseline(title.size(), TITLE_SIZE, top) + GAP;
  }

  private static int baseline(int lines, int size, int above) {
    return above + (int) Math.round(lines * size * LINE);
  }
}
