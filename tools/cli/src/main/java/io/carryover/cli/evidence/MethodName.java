package io.carryover.cli.evidence;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What people call a method of an experiment: the paper's four as the paper does, a variant by the
 * method it is one of, {@code ri-wd2e-3} as {@code RI, wd2e-3}. Capital letters make no other
 * method.
 */
public final class MethodName {
  /** Random initialisation: what every other method is compared with. */
  public static final String RI = "ri";

  private static final List<String> PAPER = List.of("dwp", "pr", "prf", RI);
  private static final Map<String, String> TITLES =
      Map.of("dwp", "DWP", "pr", "PR", "prf", "PRf", RI, "RI");

  /** The paper's methods in its order, then variants by name. */
  public static final Comparator<String> ORDER =
      Comparator.comparingInt(MethodName::place).thenComparing(Comparator.naturalOrder());

  private MethodName() {}

  /** The name in tables and pictures. */
  public static String title(String method) {
    String[] parts = method.split("-", 2);
    String first = TITLES.getOrDefault(lower(parts[0]), parts[0]);
    if (parts.length == 1) {
      return first;
    }
    return TITLES.containsKey(lower(parts[0])) ? first + ", " + parts[1] : method;
  }

  private static int place(String method) {
    int place = PAPER.indexOf(lower(method));
    return place < 0 ? PAPER.size() : place;
  }

  private static String lower(String method) {
    return method.toLowerCase(Locale.ROOT);
  }
}
