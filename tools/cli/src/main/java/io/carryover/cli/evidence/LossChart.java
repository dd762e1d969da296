package io.carryover.cli.evidence;

import io.carryover.cli.picture.Palette;
import java.awt.BasicStroke;
import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Loss by epoch, a line per run in its method's colour: training on the left, validation on the
 * right.
 *
 * <p>The two have axes of their own. DWP's training loss holds the weighted bound of the prior as
 * well, so it compares with nothing but itself; the validation losses compare across methods. A
 * panel without a curve is left out.
 */
public final class LossChart {
  static final int PANEL_WIDTH = 680;
  static final int HEIGHT = 520;
  private static final BasicStroke LINE = new BasicStroke(1.6f);

  /** Half an epoch: equal steps from the axis' end on would get a tick at nearly every epoch. */
  private static final double BEFORE_FIRST = 0.5;

  private static final String TRAINING = "training loss, DWP's with the prior's bound (no unit)";
  private static final String VALIDATION = "validation loss (no unit)";

  private final List<LossCurve> curves;
  private final Palette palette;

  private LossChart(List<LossCurve> curves) {
    this.curves = List.copyOf(curves);
    this.palette = new Palette(curves.stream().map(LossCurve::title).distinct().toList());
  }

  /**
   * The picture of at least one curve, of runs of different ids; empty on a machine without a font.
   *
   * @param title one line; the panels add their names
   */
  public static Optional<BufferedImage> render(String title, List<LossCurve> curves) {
    return DarkChart.painted(new LossChart(curves).panels(title));
  }

  private List<XYChart> panels(String title) {
    XYChart training = panel(title + ": training", TRAINING, LossCurve::training);
    XYChart validation = panel(title + ": validation", VALIDATION, LossCurve::validation);
    return Stream.of(training, validation)
        .filter(panel -> !panel.getSeriesMap().isEmpty())
        .toList();
  }

  private XYChart panel(String title, String yTitle, Function<LossCurve, List<Double>> losses) {
    XYChart chart = DarkChart.of(PANEL_WIDTH, HEIGHT, title, "epoch (number)", yTitle);
    chart.getStyler().setXAxisDecimalPattern("0");
    chart.getStyler().setXAxisMin(BEFORE_FIRST);
    chart.getStyler().setYAxisDecimalPattern("0.00##");
    Set<String> named = new HashSet<>();
    curves.stream()
        .filter(curve -> !losses.apply(curve).isEmpty())
        .forEach(curve -> add(chart, curve, losses.apply(curve), named));
    return chart;
  }

  private void add(XYChart chart, LossCurve curve, List<Double> losses, Set<String> named) {
    double[] epochs = IntStream.rangeClosed(1, losses.size()).asDoubleStream().toArray();
    double[] values = losses.stream().mapToDouble(loss -> loss).toArray();
    XYSeries series = chart.addSeries(curve.run(), epochs, values);
    series.setLabel(curve.title());
    series.setShowInLegend(named.add(curve.title()));
    DarkChart.line(series, palette.of(curve.title()), LINE, SeriesMarkers.NONE);
  }
}
