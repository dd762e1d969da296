package io.carryover.cli.overview;

import io.carryover.cli.overview.OverviewRow.Prediction;
import io.carryover.cli.picture.Heading;
import io.carryover.cli.picture.Lettering;
import io.carryover.cli.picture.Palette;
import io.carryover.cli.picture.Sheet;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws the overview. */
public final class OverviewRenderer {
  static final int MARGIN = 20;
  static final int GAP = 8;
  static final int COLUMN_HEAD = 32;
  static final int CAPTION = 24;
  static final int LONGEST_SIDE = 190;
  private static final int TEXT_SIZE = 14;
  private static final int SMALL_SIZE = 12;
  private static final float FILL = 0.30f;
  private static final int COLUMNS_BEFORE_METHODS = 2;

  private final List<OverviewRow> rows;
  private final List<AxialSlice> slices;
  private final double pixelsPerMm;
  private final int tileWidth;
  private final int tileHeight;
  private final Palette palette;
  private final Heading heading;

  private OverviewRenderer(String title, String subtitle, List<OverviewRow> rows) {
    this.rows = rows;
    this.slices = rows.stream().map(AxialSlice::of).toList();
    double widest = slices.stream().mapToDouble(AxialSlice::widthMm).max().orElseThrow();
    double highest = slices.stream().mapToDouble(AxialSlice::heightMm).max().orElseThrow();
    this.pixelsPerMm = LONGEST_SIDE / Math.max(widest, highest);
    this.tileWidth = (int) Math.ceil(widest * pixelsPerMm);
    this.tileHeight = (int) Math.ceil(highest * pixelsPerMm);
    this.palette = new Palette(methods());
    this.heading =
        new Heading(title, subtitle, Sheet.measuring(), MARGIN, MARGIN, width() - 2 * MARGIN);
  }

  /**
   * The picture of at least one row; every row has the same methods.
   *
   * @param title headline
   * @param subtitle a line under it
   */
  public static BufferedImage render(String title, String subtitle, List<OverviewRow> rows) {
    return new OverviewRenderer(title, subtitle, List.copyOf(rows)).draw();
  }

  private BufferedImage draw() {
    Sheet sheet = Sheet.of(width(), height());
    heading.draw(sheet.words());
    drawHeads(sheet.words());
    for (int row = 0; row < rows.size(); row++) {
      drawRow(sheet.canvas(), sheet.words(), row);
    }
    return sheet.finished();
  }

  private void drawHeads(Lettering words) {
    List<String> heads = new ArrayList<>(List.of("image", "truth"));
    heads.addAll(methods());
    for (int column = 0; column < heads.size(); column++) {
      double middle = left(column) + tileWidth / 2.0;
      words.centred(
          heads.get(column), middle, top(0) - GAP, TEXT_SIZE, tileWidth, headColour(column));
    }
  }

  private List<String> methods() {
    return rows.get(0).predictions().stream().map(Prediction::method).toList();
  }

  private Color headColour(int column) {
    return switch (column) {
      case 0 -> Palette.WORDS;
      case 1 -> Palette.TRUTH;
      default -> methodColour(column - COLUMNS_BEFORE_METHODS);
    };
  }

  private Color methodColour(int method) {
    return palette.of(methods().get(method));
  }

  private void drawRow(Graphics2D canvas, Lettering words, int row) {
    AxialSlice slice = slices.get(row);
    drawSlice(canvas, slice, 0, row);
    drawSlice(canvas, slice, 1, row);
    fill(canvas, slice, slice.truth(), Palette.TRUTH, 1, row);
    caption(words, rows.get(row).caption(), 0, row, Palette.QUIET);
    for (int method = 0; method < slice.predictions().size(); method++) {
      drawPrediction(canvas, words, row, method);
    }
  }

  private void drawPrediction(Graphics2D canvas, Lettering words, int row, int method) {
    AxialSlice slice = slices.get(row);
    int column = COLUMNS_BEFORE_METHODS + method;
    drawSlice(canvas, slice, column, row);
    fill(canvas, slice, slice.predictions().get(method), methodColour(method), column, row);
    outline(canvas, placed(slice, slice.truth(), column, row), Palette.TRUTH);
    String dsc =
        String.format(Locale.ROOT, "DSC %.3f", rows.get(row).predictions().get(method).dsc());
    caption(words, dsc, column, row, methodColour(method));
  }

  private void drawSlice(Graphics2D canvas, AxialSlice slice, int column, int row) {
    canvas.setColor(Color.BLACK);
    canvas.fillRect(left(column), top(row), tileWidth, tileHeight);
    canvas.drawImage(slice.grey(), place(slice, column, row), null);
  }

  private void fill(
      Graphics2D canvas, AxialSlice slice, Area cut, Color colour, int column, int row) {
    Shape area = placed(slice, cut, column, row);
    canvas.setComposite(AlphaComposite.SrcOver.derive(FILL));
    canvas.setColor(colour);
    canvas.fill(area);
    canvas.setComposite(AlphaComposite.SrcOver);
    outline(canvas, area, colour);
  }

  private static void outline(Graphics2D canvas, Shape area, Color colour) {
    canvas.setColor(colour);
    canvas.setStroke(new BasicStroke(1.4f));
    canvas.draw(area);
  }

  private Shape placed(AxialSlice slice, Area cut, int column, int row) {
    return place(slice, column, row).createTransformedShape(cut);
  }

  /** From pixels of the slice to pixels of its tile, centred, with the scan's own proportions. */
  private AffineTransform place(AxialSlice slice, int column, int row) {
    double width = slice.widthMm() * pixelsPerMm;
    double height = slice.heightMm() * pixelsPerMm;
    AffineTransform place =
        AffineTransform.getTranslateInstance(
            left(column) + (tileWidth - width) / 2, top(row) + (tileHeight - height) / 2);
    place.scale(width / slice.grey().getWidth(), height / slice.grey().getHeight());
    return place;
  }

  private void caption(Lettering words, String text, int column, int row, Color colour) {
    double middle = left(column) + tileWidth / 2.0;
    double baseline = top(row) + tileHeight + SMALL_SIZE + 4;
    words.centred(text, middle, baseline, SMALL_SIZE, tileWidth, colour);
  }

  private int columns() {
    return COLUMNS_BEFORE_METHODS + rows.get(0).predictions().size();
  }

  private int left(int column) {
    return MARGIN + column * (tileWidth + GAP);
  }

  private int top(int row) {
    return heading.bottom() + COLUMN_HEAD + row * (tileHeight + CAPTION);
  }

  private int width() {
    return 2 * MARGIN + columns() * (tileWidth + GAP) - GAP;
  }

  private int height() {
    return top(rows.size()) + MARGIN;
  }
}
