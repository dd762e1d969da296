package io.carryover.cli.evidence;

import io.carryover.cli.picture.Palette;
import io.carryover.cli.picture.Sheet;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;

/** Charts in the colours of the other pictures, with the legend outside of the plot. */
final class DarkChart {
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.PLAIN, 18);
  private static final Font AXIS = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
  private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final int PADDING = 16;
  private static final int TICK_SPACING = 50;

  private DarkChart() {}

  /** An empty chart of so many pixels. */
  static XYChart of(int width, int height, String title, String xTitle, String yTitle) {
    XYChart chart = new XYChart(width, height);
    chart.setTitle(title);
    chart.setXAxisTitle(xTitle);
    chart.setYAxisTitle(yTitle);
    colour(chart.getStyler());
    letter(chart.getStyler());
    return chart;
  }

  /** One line of a chart. */
  static void line(XYSeries series, Color colour, BasicStroke stroke, Marker marker) {
    series.setLineColor(colour);
    series.setLineStyle(stroke);
    series.setMarkerColor(colour);
    series.setMarker(marker);
  }

  /** The charts side by side; empty on a machine without a font, on which none can be drawn. */
  static Optional<BufferedImage> painted(List<XYChart> charts) {
    return Sheet.measuring().available() ? Optional.of(sideBySide(charts)) : Optional.empty();
  }

  private static BufferedImage sideBySide(List<XYChart> charts) {
    int width = charts.stream().mapToInt(XYChart::getWidth).sum();
    int height = charts.stream().mapToInt(XYChart::getHeight).max().orElseThrow();
    Sheet sheet = Sheet.of(width, height);
    int left = 0;
    for (XYChart chart : charts) {
      paint(chart, sheet.canvas().create(left, 0, chart.getWidth(), chart.getHeight()));
      left += chart.getWidth();
    }
    return sheet.finished();
  }

  private static void paint(XYChart chart, Graphics canvas) {
    chart.paint((Graphics2D) canvas, chart.getWidth(), chart.getHeight());
    canvas.dispose();
  }

  private static void colour(XYStyler styler) {
    styler.setChartBackgroundColor(Palette.BACKGROUND);
    styler.setPlotBackgroundColor(Palette.BACKGROUND);
    styler.setPlotBorderColor(Palette.LINES);
    styler.setPlotGridLinesColor(Palette.LINES);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setLegendBackgroundColor(Palette.BACKGROUND);
    styler.setLegendBorderColor(Palette.BACKGROUND);
    styler.setChartFontColor(Palette.WORDS);
    styler.setAxisTickLabelsColor(Palette.QUIET);
    styler.setPlotTicksMarksVisible(false);
    styler.setAxisTicksLineVisible(false);
  }

  private static void letter(XYStyler styler) {
    styler.setChartTitleFont(TITLE);
    styler.setChartTitleBoxVisible(false);
    styler.setAxisTitleFont(AXIS);
    styler.setAxisTickLabelsFont(SMALL);
    styler.setLegendFont(AXIS);
    styler.setLegendPosition(LegendPosition.OutsideE);
    styler.setLegendLayout(LegendLayout.Vertical);
    styler.setChartPadding(PADDING);
    styler.setChartTitlePadding(PADDING);
    styler.setLegendPadding(PADDING);
    styler.setXAxisTickMarkSpacingHint(TICK_SPACING);
  }
}
