package io.carryover.cli.experiment;

/** A picture of the report, or why there is none. */
sealed interface Illustration {

  /** Its part of the report. */
  String markdown();

  /**
   * A picture that is there.
   *
   * @param title headline
   * @param file relative to the report
   * @param words what it shows
   */
  record Drawn(String title, String file, String words) implements Illustration {
    @Override
    public String markdown() {
      return "### %s\n\n%s\n\n![%s](%s)\n".formatted(title, words, title, file);
    }
  }

  /**
   * A picture that cannot be drawn.
   *
   * @param title headline
   * @param reason what is missing
   */
  record LeftOut(String title, String reason) implements Illustration {
    @Override
    public String markdown() {
      return "### %s\n\nLeft out: %s.\n".formatted(title, reason);
    }
  }
}
