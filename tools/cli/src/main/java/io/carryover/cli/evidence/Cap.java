package io.carryover.cli.evidence;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import org.knowm.xchart.style.markers.Marker;

/** The end of an interval. */
final class Cap extends Marker {
  private static final double HALF_WIDTH = 4;
  private static final BasicStroke STROKE = new BasicStroke(1.5f);

  @Override
  public void paint(Graphics2D canvas, double x, double y, int size) {
    canvas.setStroke(STROKE);
    canvas.draw(new Line2D.Double(x - HALF_WIDTH, y, x + HALF_WIDTH, y));
  }
}
