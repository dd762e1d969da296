package io.carryover.dicomweb;

import io.carryover.runtime.failure.RejectedException;
import java.util.regex.Pattern;

/**
 * A unique identifier (PS3.5, chapter 9).
 *
 * @param text digits and dots, 64 characters at most
 */
public record Uid(String text) {
  private static final Pattern PLAIN = Pattern.compile("(0|[1-9][0-9]*)(\\.(0|[1-9][0-9]*))*");

  private static final int MOST_CHARACTERS = 64;

  /**
   * Checks the form: a UID becomes part of an address.
   *
   * @throws RejectedException UID_INVALID
   */
  public Uid {
    if (text.length() > MOST_CHARACTERS || !PLAIN.matcher(text).matches()) {
      throw new RejectedException(
          "UID_INVALID",
          "a UID has 64 characters at most, numbers without leading zeros between dots; this one has %d"
              .formatted(text.length()));
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
