package io.carryover.cli.overview;

import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** The border of a cut mask along the edges of its pixels, in units of pixels. */
final class Outline {

  private Outline() {}

  /** The pixels inside, as an area. */
  static Area area(boolean[][] cut) {
    Path2D pixels = new Path2D.Double();
    for (int y = 0; y < cut.length; y++) {
      for (int x = 0; x < cut[y].length; x++) {
        if (cut[y][x]) {
          pixels.append(new Rectangle2D.Double(x, y, 1, 1), false);
        }
      }
    }
    return new Area((Shape) pixels);
  }
}
