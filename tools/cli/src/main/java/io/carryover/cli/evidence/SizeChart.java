package io.carryover.cli.evidence;

import io.carryover.cli.picture.Palette;
import java.awt.BasicStroke;
import java.awt.image.BufferedImage;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A metric against the target size: a line per method, with the 95 % interval of each mean.
 *
 * <p>Sizes stand at equal distances, as a row of experiments and not as a scale. Methods of one
 * size stand a little beside each other, so that their intervals can be told apart.
 */
public final class SizeChart {
  static final int WIDTH = 1000;
  static final int HEIGHT = 560;
  private static final BasicStroke LINE = new BasicStroke(2.2f);
  private static final BasicStroke INTERVAL = new BasicStroke(1.5f);
  private static final int MARKER = 9;

  /** From one method of a size to the next, where one size to the next is 1. */
  private static final double STEP = 0.06;

  /** All methods of a size together, at most. */
  private static final double WIDEST = 0.5;

  /** Beyond the outermost sizes. */
  private static final double BESIDE = 0.6;

  /** Above and below all intervals, as a share of what they cover. */
  private static final double BEYOND = 0.06;

  /** Width of the plot, within a third: what is left by the axis and by a legend of any length. */
  private static final double PLOT_WIDTH = 700;

  private final Palette palette;
  private final List<String> methods;
  private final List<Integer> sizes;
  private final XYChart chart;

  private SizeChart(String title, Metric metric, Comparison comparison) {
    this.methods = comparison.methods();
    this.sizes = comparison.sizes();
    this.palette = new Palette(methods.stream().map(MethodName::title).toList());
    this.chart =
        DarkChart.of(
            WIDTH,
            HEIGHT,
            title,
            "labelled target scans to learn from (number)",
            metric.title() + " on the test scans, mean with 95 % interval (0 to 1)");
  }

  /**
   * The picture of at least one measurement; empty on a machine without a font.
   *
   * @param title one line
   */
  public static Optional<BufferedImage> render(String title, Metric metric, Comparison comparison) {
    SizeChart sizes = new SizeChart(title, metric, comparison);
    Map<String, SortedMap<Integer, MethodSummary>> summaries = summaries(metric, comparison);
    sizes.layOutSizes();
    sizes.layOutMetric(summaries.values());
    summaries.forEach(sizes::addMethod);
    return DarkChart.painted(List.of(sizes.chart));
  }

  private static Map<String, SortedMap<Integer, MethodSummary>> summaries(
      Metric metric, Comparison comparison) {
    Map<String, SortedMap<Integer, MethodSummary>> summaries = new LinkedHashMap<>();
    for (String method : comparison.methods()) {
      SortedMap<Integer, MethodSummary> bySize = new TreeMap<>();
      comparison
          .sizes()
          .forEach(
              size ->
                  comparison
                      .summary(metric, method, size)
                      .ifPresent(found -> bySize.put(size, found)));
      summaries.put(method, bySize);
    }
    return summaries;
  }

  /** The library puts a tick at every whole number where about one fits the spacing. */
  private void layOutSizes() {
    double least = -BESIDE;
    double most = sizes.size() - 1 + BESIDE;
    chart.getStyler().setPlotContentSize(1);
    chart.getStyler().setXAxisMin(least);
    chart.getStyler().setXAxisMax(most);
    chart.getStyler().setXAxisTickMarkSpacingHint((int) (PLOT_WIDTH / (most - least)));
    chart.setCustomXAxisTickLabelsFormatter(this::sizeAt);
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
  }

  /** Beyond the axis a label is not drawn, yet must differ from the others. */
  private String sizeAt(double place) {
    int number = (int) Math.rint(place);
    return number == place && number >= 0 && number < sizes.size()
        ? sizes.get(number).toString()
        : Double.toString(place);
  }

  private void layOutMetric(Collection<SortedMap<Integer, MethodSummary>> summaries) {
    DoubleSummaryStatistics ends =
        summaries.stream()
            .flatMap(bySize -> bySize.values().stream())
            .map(MethodSummary::interval)
            .flatMapToDouble(interval -> DoubleStream.of(interval.low(), interval.high()))
            .summaryStatistics();
    double beyond = Math.max(BEYOND * (ends.getMax() - ends.getMin()), 0.01);
    chart.getStyler().setYAxisMin(ends.getMin() - beyond);
    chart.getStyler().setYAxisMax(ends.getMax() + beyond);
    chart.getStyler().setYAxisDecimalPattern("0.00");
    chart.getStyler().setMarkerSize(MARKER);
  }

  private void addMethod(String method, SortedMap<Integer, MethodSummary> summaries) {
    summaries.forEach((size, summary) -> addInterval(method, size, summary.interval()));
    double[] x = summaries.keySet().stream().mapToDouble(size -> place(method, size)).toArray();
    double[] y =
        summaries.values().stream().mapToDouble(summary -> summary.overModels().mean()).toArray();
    String title = MethodName.title(method);
    DarkChart.line(chart.addSeries(title, x, y), palette.of(title), LINE, SeriesMarkers.CIRCLE);
  }

  private void addInterval(String method, int size, Interval interval) {
    double x = place(method, size);
    XYSeries series =
        chart.addSeries(
            method + " at " + size,
            new double[] {x, x},
            new double[] {interval.low(), interval.high()});
    series.setShowInLegend(false);
    DarkChart.line(series, palette.of(MethodName.title(method)), INTERVAL, new Cap());
  }

  private double place(String method, int size) {
    double step = Math.min(STEP, WIDEST / methods.size());
    double middle = (methods.size() - 1) / 2.0;
    return sizes.indexOf(size) + step * (methods.indexOf(method) - middle);
  }
}
