package io.carryover.cli.picture;

import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Colours on a dark sheet. A method has the same colour in every picture; variants of a method take
 * the spare ones in alphabetical order. RI and ri are one method.
 */
public final class Palette {
  /** Behind everything. */
  public static final Color BACKGROUND = new Color(0x11151C);

  /** Words that matter. */
  public static final Color WORDS = new Color(0xE5E7EB);

  /** Words that explain. */
  public static final Color QUIET = new Color(0x9CA3AF);

  /** Lines that guide the eye. */
  public static final Color LINES = new Color(0x2B3240);

  /** The label drawn by people. */
  public static final Color TRUTH = new Color(0x4ADE80);

  private static final Map<String, Color> METHODS =
      Map.of(
          "RI", new Color(0xF59E0B),
          "DWP", new Color(0x38BDF8),
          "PR", new Color(0xF472B6),
          "PRF", new Color(0xA78BFA));
  private static final List<Color> SPARE =
      List.of(
          new Color(0xF87171),
          new Color(0xFDE68A),
          new Color(0x2DD4BF),
          new Color(0xCBD5E1),
          new Color(0x818CF8),
          new Color(0xA3E635),
          new Color(0xD6A77A),
          new Color(0xE879F9));

  private final List<String> variants;

  /** Colours of one picture's methods. */
  public Palette(List<String> methods) {
    variants = new TreeSet<>(methods).stream().filter(name -> known(name) == null).toList();
  }

  /**
   * The colour of a method.
   *
   * @param method one of those the palette was made for
   */
  public Color of(String method) {
    Color fixed = known(method);
    return fixed != null ? fixed : SPARE.get(variants.indexOf(method) % SPARE.size());
  }

  private static Color known(String method) {
    return METHODS.get(method.toUpperCase(Locale.ROOT));
  }
}
