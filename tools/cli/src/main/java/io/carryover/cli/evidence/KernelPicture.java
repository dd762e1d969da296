package io.carryover.cli.evidence;

import io.carryover.cli.picture.Heading;
import io.carryover.cli.picture.Palette;
import io.carryover.cli.picture.Sheet;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Kernels of source networks beside samples of the prior that was fitted to them: a row per group,
 * the central slice of each kernel.
 *
 * <p>A row has one scale for both sides, symmetric about zero, which its right end tells: 98 % of
 * the source kernels' taps lie within it. Blue is negative, amber positive; what is beyond has the
 * colour of the end.
 */
public final class KernelPicture {
  static final int MARGIN = 20;
  static final int TAP = 12;
  static final int TILE = 3 * TAP;
  static final int GAP = 6;
  static final int BLOCK_GAP = 28;
  static final int ROW = TILE + 10;
  static final int NAME_WIDTH = 76;
  static final int SCALE_WIDTH = 70;
  private static final int HEAD = 36;
  static final int FOOT = 44;
  private static final int BAR_WIDTH = 240;
  private static final int BAR_HEIGHT = 12;
  private static final int TEXT_SIZE = 14;
  private static final int SMALL_SIZE = 12;
  private static final int CENTRAL_SLICE = 9;
  private static final double PERCENT_WITHIN = 98;

  /** End of the scale below zero. */
  static final Color NEGATIVE = new Color(0x38BDF8);

  /** End of the scale above zero. */
  static final Color POSITIVE = new Color(0xF59E0B);

  /** Middle of the scale. */
  static final Color ZERO = new Color(0x1B212B);

  private static final String SUBTITLE =
      "central slice of each 3x3x3 kernel; a row has one scale, within which 98 % of the source "
          + "kernels' taps lie";

  private final List<KernelGroup> groups;
  private final int columns;
  private final Heading heading;

  private KernelPicture(String title, List<KernelGroup> groups) {
    this.groups = groups;
    this.columns =
        groups.stream()
            .mapToInt(group -> Math.max(group.source().size(), group.samples().size()))
            .max()
            .orElseThrow();
    this.heading =
        new Heading(title, SUBTITLE, Sheet.measuring(), MARGIN, MARGIN, width() - 2 * MARGIN);
  }

  /** The picture of at least one group with a kernel. */
  public static BufferedImage render(String title, List<KernelGroup> groups) {
    return new KernelPicture(title, List.copyOf(groups)).draw();
  }

  private BufferedImage draw() {
    Sheet sheet = Sheet.of(width(), height());
    heading.draw(sheet.words());
    drawHead(sheet, "source networks", sourceLeft());
    drawHead(sheet, "samples of the prior", samplesLeft());
    for (int row = 0; row < groups.size(); row++) {
      drawRow(sheet, row);
    }
    drawBar(sheet);
    return sheet.finished();
  }

  private void drawHead(Sheet sheet, String words, int left) {
    sheet
        .words()
        .centred(
            words,
            left + blockWidth() / 2.0,
            top(0) - 2 * GAP,
            TEXT_SIZE,
            blockWidth(),
            Palette.WORDS);
  }

  private void drawRow(Sheet sheet, int row) {
    KernelGroup group = groups.get(row);
    double scale = scale(group);
    int baseline = top(row) + (TILE + SMALL_SIZE) / 2;
    sheet.words().left("group " + group.group(), MARGIN, baseline, TEXT_SIZE, Palette.WORDS);
    drawBlock(sheet, group.source(), scale, sourceLeft(), row);
    drawBlock(sheet, group.samples(), scale, samplesLeft(), row);
    String end = String.format(Locale.ROOT, "± %.2g", scale);
    sheet.words().left(end, scaleLeft(), baseline, SMALL_SIZE, Palette.QUIET);
  }

  private void drawBlock(Sheet sheet, List<float[]> kernels, double scale, int left, int row) {
    for (int column = 0; column < kernels.size(); column++) {
      drawKernel(sheet, kernels.get(column), scale, left + column * (TILE + GAP), top(row));
    }
  }

  private static void drawKernel(Sheet sheet, float[] kernel, double scale, int left, int top) {
    for (int tap = 0; tap < 9; tap++) {
      sheet.canvas().setColor(colour(kernel[CENTRAL_SLICE + tap] / scale));
      sheet.canvas().fillRect(left + tap % 3 * TAP, top + tap / 3 * TAP, TAP, TAP);
    }
  }

  private void drawBar(Sheet sheet) {
    int top = top(groups.size()) + 14;
    int left = (width() - BAR_WIDTH) / 2;
    for (int x = 0; x < BAR_WIDTH; x++) {
      sheet.canvas().setColor(colour(2.0 * x / (BAR_WIDTH - 1) - 1));
      sheet.canvas().fillRect(left + x, top, 1, BAR_HEIGHT);
    }
    int baseline = top + BAR_HEIGHT - 1;
    sheet.words().left("− scale", left - 62, baseline, SMALL_SIZE, Palette.QUIET);
    sheet.words().left("+ scale", left + BAR_WIDTH + 10, baseline, SMALL_SIZE, Palette.QUIET);
  }

  /** By the source kernels; by the samples where there is no source kernel, 1 where all are 0. */
  private static double scale(KernelGroup group) {
    List<float[]> kernels = group.source().isEmpty() ? group.samples() : group.source();
    double[] sizes = kernels.stream().flatMapToDouble(KernelPicture::sizes).toArray();
    double within = sizes.length == 0 ? 0 : StatUtils.percentile(sizes, PERCENT_WITHIN);
    return within > 0 ? within : 1;
  }

  private static DoubleStream sizes(float[] kernel) {
    return IntStream.range(0, kernel.length).mapToDouble(tap -> Math.abs(kernel[tap]));
  }

  /** The colour of a tap from -1 to 1; beyond, that of the end. */
  private static Color colour(double value) {
    double share = Math.min(1, Math.abs(value));
    Color end = value < 0 ? NEGATIVE : POSITIVE;
    return new Color(
        mixed(ZERO.getRed(), end.getRed(), share),
        mixed(ZERO.getGreen(), end.getGreen(), share),
        mixed(ZERO.getBlue(), end.getBlue(), share));
  }

  private static int mixed(int from, int to, double share) {
    return (int) Math.round(from + share * (to - from));
  }

  private int sourceLeft() {
    return MARGIN + NAME_WIDTH;
  }

  private int samplesLeft() {
    return sourceLeft() + blockWidth() + BLOCK_GAP;
  }

  private int scaleLeft() {
    return samplesLeft() + blockWidth() + GAP;
  }

  private int blockWidth() {
    return columns * (TILE + GAP) - GAP;
  }

  private int top(int row) {
    return heading.bottom() + HEAD + row * ROW;
  }

  private int width() {
    return scaleLeft() + SCALE_WIDTH + MARGIN;
  }

  private int height() {
    return top(groups.size()) + FOOT;
  }
}
