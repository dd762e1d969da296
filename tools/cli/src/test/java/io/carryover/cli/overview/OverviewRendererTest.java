package io.carryover.cli.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.carryover.cli.overview.OverviewRow.Prediction;
import io.carryover.cli.picture.Lettering;
import io.carryover.cli.picture.Palette;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OverviewRendererTest {
  private static final int SIDE = 20;
  private static final Grid GRID = Grid.ofOneMm(new Shape(SIDE, SIDE, SIDE));
  private static final int TILE = OverviewRenderer.LONGEST_SIDE;
  private static final double PIXELS_PER_VOXEL = (double) TILE / SIDE;

  /** The stroke is antialiased and 1.4 pixels wide: its middle is this close to its colour. */
  private static final int COLOUR_TOLERANCE = 60;

  private static final int OUTLINE_REACH = 2;

  @Test
  void theTruthIsOutlinedWhereItsBorderLies() {
    // Given a cube of truth from voxel 5 to 10 along R and 4 to 9 along A
    BufferedImage picture = render("title", List.of(row("scan", "RI")));

    // Then in the column of truth; right is on the left and anterior is up
    int left = (int) (OverviewRenderer.MARGIN + TILE + OverviewRenderer.GAP + 9 * PIXELS_PER_VOXEL);
    int right = (int) (left + 6 * PIXELS_PER_VOXEL);
    int top = (int) (top(picture) + 10 * PIXELS_PER_VOXEL);
    int bottom = (int) (top + 6 * PIXELS_PER_VOXEL);
    assertThat(isTruthNear(picture, left, (top + bottom) / 2)).isTrue();
    assertThat(isTruthNear(picture, right, (top + bottom) / 2)).isTrue();
    assertThat(isTruthNear(picture, (left + right) / 2, top)).isTrue();
    assertThat(isTruthNear(picture, (left + right) / 2, bottom)).isTrue();
    assertThat(isTruthNear(picture, left - 10, (top + bottom) / 2)).isFalse();
    assertThat(isTruthNear(picture, (left + right) / 2, bottom + 10)).isFalse();
  }

  @Test
  void theImageAloneShowsNoTruth() {
    BufferedImage picture = render("title", List.of(row("scan", "RI")));

    boolean any =
        IntStream.range(OverviewRenderer.MARGIN, OverviewRenderer.MARGIN + TILE)
            .anyMatch(x -> column(picture, y -> isNear(picture, x, y, Palette.TRUTH)));
    assertThat(any).isFalse();
  }

  @Test
  void aLongTitleTakesMoreLinesAndNoneReachesTheMargin() {
    assumeFonts();
    String title = "caudate nucleus and putamen, learnt from 5 scans with the prior of ".repeat(4);

    BufferedImage brief = render("brief", List.of(row("scan", "RI")));
    BufferedImage lengthy = render(title, List.of(row("scan", "RI")));

    assertThat(lengthy.getWidth()).isEqualTo(brief.getWidth());
    assertThat(lengthy.getHeight()).isGreaterThan(brief.getHeight());
    assertThat(marginIsEmpty(lengthy)).isTrue();
  }

  @Test
  void everyWordOfALongTitleIsKept() {
    assumeFonts();
    String title = "one two three four five six seven eight nine ten eleven twelve";
    Lettering words = new Lettering(new BufferedImage(1, 1, 1).createGraphics());

    List<String> lines = words.wrapped(title, 20, 150);

    assertThat(lines).hasSizeGreaterThan(2);
    assertThat(String.join(" ", lines)).isEqualTo(title);
  }

  @Test
  void aLongNameOfAScanStaysUnderItsOwnTile() {
    assumeFonts();
    BufferedImage picture =
        render("title", List.of(row("a-very-long-name-of-a-scan".repeat(3), "RI")));

    assertThat(marginIsEmpty(picture)).isTrue();
    int gap = OverviewRenderer.MARGIN + TILE + OverviewRenderer.GAP / 2;
    assertThat(column(picture, y -> picture.getRGB(gap, y) != background())).isFalse();
  }

  @Test
  void aRowPerScanAndAColumnPerMethod() {
    BufferedImage one = render("title", List.of(row("a", "RI")));
    BufferedImage more = render("title", List.of(row("a", "RI", "DWP"), row("b", "RI", "DWP")));

    assertThat(more.getWidth() - one.getWidth()).isEqualTo(TILE + OverviewRenderer.GAP);
    assertThat(more.getHeight() - one.getHeight()).isEqualTo(TILE + OverviewRenderer.CAPTION);
  }

  private static BufferedImage render(String title, List<OverviewRow> rows) {
    return OverviewRenderer.render(title, "subtitle", rows);
  }

  private static OverviewRow row(String scan, String... methods) {
    float[] voxels = new float[SIDE * SIDE * SIDE];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = 1 + i % 3;
    }
    List<Prediction> predictions =
        Arrays.stream(methods).map(method -> new Prediction(method, cube(), 0.5)).toList();
    return new OverviewRow(scan, new Volume(GRID, voxels), cube(), predictions);
  }

  private static Mask cube() {
    byte[] voxels = new byte[SIDE * SIDE * SIDE];
    for (int i = 5; i <= 10; i++) {
      for (int j = 4; j <= 9; j++) {
        for (int k = 6; k <= 8; k++) {
          voxels[(i * SIDE + j) * SIDE + k] = 1;
        }
      }
    }
    return new Mask(GRID, voxels);
  }

  private static int top(BufferedImage picture) {
    return picture.getHeight() - OverviewRenderer.MARGIN - OverviewRenderer.CAPTION - TILE;
  }

  private static boolean isTruthNear(BufferedImage picture, int x, int y) {
    return IntStream.rangeClosed(-OUTLINE_REACH, OUTLINE_REACH)
        .anyMatch(
            step ->
                isNear(picture, x + step, y, Palette.TRUTH)
                    || isNear(picture, x, y + step, Palette.TRUTH));
  }

  private static boolean isNear(BufferedImage picture, int x, int y, Color wanted) {
    Color found = new Color(picture.getRGB(x, y));
    return Math.abs(found.getRed() - wanted.getRed()) < COLOUR_TOLERANCE
        && Math.abs(found.getGreen() - wanted.getGreen()) < COLOUR_TOLERANCE
        && Math.abs(found.getBlue() - wanted.getBlue()) < COLOUR_TOLERANCE;
  }

  private static boolean marginIsEmpty(BufferedImage picture) {
    return IntStream.range(0, OverviewRenderer.MARGIN - 1)
        .flatMap(x -> IntStream.of(x, picture.getWidth() - 1 - x))
        .noneMatch(x -> column(picture, y -> picture.getRGB(x, y) != background()));
  }

  private static int background() {
    return Palette.BACKGROUND.getRGB();
  }

  private static boolean column(BufferedImage picture, IntPredicate any) {
    return IntStream.range(0, picture.getHeight()).anyMatch(any);
  }

  /** A bare container has no font; then there are no words to be cut off. */
  private static void assumeFonts() {
    assumeThat(new Lettering(new BufferedImage(1, 1, 1).createGraphics()).available())
        .as("this machine has a font")
        .isTrue();
  }
}
