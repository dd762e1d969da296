package io.carryover.cli.picture;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/**
 * A picture in the making.
 *
 * @param picture its pixels
 * @param canvas draws on them, smoothly
 * @param words the same, for words
 */
public record Sheet(BufferedImage picture, Graphics2D canvas, Lettering words) {

  /** An empty sheet in the background's colour. */
  public static Sheet of(int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = picture.createGraphics();
    smooth(canvas);
    canvas.setColor(Palette.BACKGROUND);
    canvas.fillRect(0, 0, width, height);
    return new Sheet(picture, canvas, new Lettering(canvas));
  }

  /** Measures words before there is a picture: its height may follow from them. */
  public static Lettering measuring() {
    return of(1, 1).words();
  }

  /** The picture, finished. */
  public BufferedImage finished() {
    canvas.dispose();
    return picture;
  }

  private static void smooth(Graphics2D canvas) {
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    canvas.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    canvas.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
  }
}
