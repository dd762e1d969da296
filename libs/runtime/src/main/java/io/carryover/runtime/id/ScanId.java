package io.carryover.runtime.id;

import java.util.regex.Pattern;

/** Ids of scans: pseudonyms that a publisher chose. */
public final class ScanId {
  /** What an id looks like; anything else may be a name, or a path. */
  public static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private ScanId() {}

  /** Whether an id has none but the characters that an id may have. */
  public static boolean isPlain(String scanId) {
    return PLAIN.matcher(scanId).matches();
  }
}
