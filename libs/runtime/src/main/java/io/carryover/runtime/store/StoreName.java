package io.carryover.runtime.store;

import java.util.regex.Pattern;

/** The rule for names that become part of a path or key, the same for every adapter. */
final class StoreName {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

  private StoreName() {}

  static String checked(String name) {
    if (!ALLOWED.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a name in the store has 1 to 100 of [A-Za-z0-9._-] and no dot first: \"%s\""
              .formatted(name));
    }
    return name;
  }
}
