package io.carryover.runtime.failure;

/** Text that came from outside and is told further: cut where a record would not hold it. */
public final class ShortText {
  private static final int MOST_CHARACTERS = 2000;

  private ShortText() {}

  /** At most its first 2000 characters, then "..."; "null" for null. */
  public static String of(Object text) {
    String whole = String.valueOf(text);
    return whole.length() <= MOST_CHARACTERS ? whole : whole.substring(0, MOST_CHARACTERS) + "...";
  }
}
