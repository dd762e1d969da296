package io.carryover.cli.evidence;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.carryover.cli.picture.Palette;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a picture shows where. */
record Pixels(BufferedImage picture) {
  private static final Palette PALETTE = new Palette(List.of("DWP", "PR", "PRF", "RI"));

  /** A bare container has no font, and then there is no chart. */
  static Pixels of(Optional<BufferedImage> chart) {
    assumeThat(chart).as("this machine has a font").isPresent();
    return new Pixels(chart.orElseThrow());
  }

  static Color colour(String method) {
    return PALETTE.of(method);
  }

  boolean shows(Color colour, Rectangle within) {
    return rows(within).anyMatch(y -> inRow(colour, within, y));
  }

  boolean shows(Color colour) {
    return shows(colour, new Rectangle(0, 0, picture.getWidth(), picture.getHeight()));
  }

  /** The uppermost row with this colour. */
  int top(Color colour) {
    Rectangle all = new Rectangle(0, 0, picture.getWidth(), picture.getHeight());
    return rows(all).filter(y -> inRow(colour, all, y)).findFirst().orElseThrow();
  }

  /** Whether all pixels so near to the edge are background. */
  boolean isEmptyAtTheEdge(int width) {
    return IntStream.range(0, picture.getWidth() * picture.getHeight())
        .filter(i -> isNearTheEdge(i % picture.getWidth(), i / picture.getWidth(), width))
        .allMatch(
            i -> at(i % picture.getWidth(), i / picture.getWidth()).equals(Palette.BACKGROUND));
  }

  Color at(int x, int y) {
    return new Color(picture.getRGB(x, y));
  }

  private boolean isNearTheEdge(int x, int y, int width) {
    return Math.min(x, picture.getWidth() - 1 - x) < width
        || Math.min(y, picture.getHeight() - 1 - y) < width;
  }

  private boolean inRow(Color colour, Rectangle within, int y) {
    return IntStream.range(within.x, within.x + within.width)
        .anyMatch(x -> at(x, y).equals(colour));
  }

  private static IntStream rows(Rectangle within) {
    return IntStream.range(within.y, within.y + within.height);
  }
}
