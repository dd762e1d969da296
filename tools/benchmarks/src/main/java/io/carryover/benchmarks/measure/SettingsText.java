package io.carryover.benchmarks.measure;

import io.carryover.imaging.volume.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.BooleanSupplier;

/** Settings on their way to a process of their own, as system properties. */
public final class SettingsText {
  private static final String PREFIX = "carryover.bench.";

  private final Properties properties;

  /** The settings that these properties hold. */
  public SettingsText(Properties properties) {
    this.properties = properties;
  }

  /** Values by the names of system properties. */
  public static Map<String, String> properties(Map<String, ?> values) {
    Map<String, String> named = new HashMap<>();
    values.forEach((name, value) -> named.put(PREFIX + name, value.toString()));
    return named;
  }

  /**
   * A text.
   *
   * @throws IllegalArgumentException if it is missing
   */
  public String text(String name) {
    String value = properties.getProperty(PREFIX + name);
    if (value == null) {
      throw new IllegalArgumentException("a benchmark needs the system property " + PREFIX + name);
    }
    return value;
  }

  /** A whole number. */
  public int number(String name) {
    return Integer.parseInt(text(name));
  }

  /** A whole number of 64 bits. */
  public long longNumber(String name) {
    return Long.parseLong(text(name));
  }

  /** A shape as {@link Shape#toString} writes it. */
  public Shape shape(String name) {
    int[] sides = Arrays.stream(text(name).split("x", -1)).mapToInt(Integer::parseInt).toArray();
    return new Shape(sides[0], sides[1], sides[2]);
  }

  /**
   * Checks a rule of settings.
   *
   * @throws IllegalArgumentException with the rule and the value
   */
  public static void require(BooleanSupplier holds, String rule, Object actual) {
    if (!holds.getAsBoolean()) {
      throw new IllegalArgumentException(rule + ", not " + actual);
    }
  }
}
