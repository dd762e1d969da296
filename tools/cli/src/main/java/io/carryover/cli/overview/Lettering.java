package io.carryover.cli.overview;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;

/**
 * Words in the picture. A machine without any font (a bare container) cannot draw words; then the
 * picture has none, and {@link #available} says so.
 */
final class Lettering {
  private final Graphics2D canvas;
  private final boolean available;

  Lettering(Graphics2D canvas) {
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

  boolean available() {
    return available;
  }

  void left(String text, double x, double y, int size, Color colour) {
    if (available) {
      use(size, colour);
      canvas.drawString(text, (float) x, (float) y);
    }
  }

  void centred(String text, double x, double y, int size, Color colour) {
    if (available) {
      use(size, colour);
      canvas.drawString(
          text, (float) (x - canvas.getFontMetrics().stringWidth(text) / 2.0), (float) y);
    }
  }

  private void use(int size, Color colour) {
    canvas.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
    canvas.setColor(colour);
  }
}
