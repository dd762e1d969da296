package io.carryover.cli.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Words in the picture. A machine without any font (a bare container) cannot draw words; then the
 * picture has none, and {@link #available} says so.
 */
public final class Lettering {
  private static final int SMALLEST = 8;

  private final Graphics2D canvas;
  private final boolean available;

  /** Words on this canvas. */
  public Lettering(Graphics2D canvas) {
    this.canvas = canvas;
    this.available = canMeasure(canvas);
  }

  private static boolean canMeasure(Graphics2D canvas) {
    try {
      return canvas.getFontMetrics().stringWidth("DSC") > 0;
    } catch (Error | RuntimeException noFonts) {
      // The JDK reports missing fonts in several ways, InternalError and NullPointerException
      // among them, by version.
      return false;
    }
  }

  /** Whether this machine has a font. */
  public boolean available() {
    return available;
  }

  /** From {@code x} on. */
  public void left(String text, double x, double y, int size, Color colour) {
    if (available) {
      use(size, colour);
      canvas.drawString(text, (float) x, (float) y);
    }
  }

  /** Centred on {@code x}; smaller, and at last shortened, where the width is not enough. */
  public void centred(String text, double x, double y, int size, double width, Color colour) {
    if (available) {
      int fitting = fitting(text, size, width);
      String line = shortened(text, fitting, width);
      use(fitting, colour);
      canvas.drawString(line, (float) (x - width(line, fitting) / 2), (float) y);
    }
  }

  /** The text in lines that fit, broken between words; in one where there is no font. */
  public List<String> wrapped(String text, int size, double width) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && width(longer, size) > width) {
        lines.add(line);
        longer = word;
      }
      line = longer;
    }
    lines.add(line);
    return lines;
  }

  private int fitting(String text, int size, double width) {
    int fitting = size;
    while (fitting > SMALLEST && width(text, fitting) > width) {
      fitting--;
    }
    return fitting;
  }

  private String shortened(String text, int size, double width) {
    String line = text;
    for (int kept = text.length() - 1; kept > 0 && width(line, size) > width; kept--) {
      line = text.substring(0, kept) + "…";
    }
    return line;
  }

  private double width(String text, int size) {
    return available ? canvas.getFontMetrics(font(size)).stringWidth(text) : 0;
  }

  private void use(int size, Color colour) {
    canvas.setFont(font(size));
    canvas.setColor(colour);
  }

  private static Font font(int size) {
    return new Font(Font.SANS_SERIF, Font.PLAIN, size);
  }
}
