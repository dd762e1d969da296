package io.carryover.cli.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizeChartTest {
  private static final List<String> METHODS = List.of("DWP", "PR", "PRF", "RI");
  private static final int EDGE = 12;

  @Test
  void hasItsSizeAndEveryMethodsColour() {
    Pixels pixels = render(List.of(5, 10, 15, 20));

    assertThat(pixels.picture().getWidth()).isEqualTo(SizeChart.WIDTH);
    assertThat(pixels.picture().getHeight()).isEqualTo(SizeChart.HEIGHT);
    assertThat(METHODS).allMatch(method -> pixels.shows(Pixels.colour(method)));
  }

  @Test
  void aBetterMethodStandsHigher() {
    Pixels pixels = render(List.of(5, 10, 15, 20));

    assertThat(METHODS.stream().map(Pixels::colour).map(pixels::top).toList()).isSorted();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void nothingReachesTheEdgeOrTheSidesOfThePlot(int sizes) {
    Pixels pixels = render(List.of(5, 10, 15, 20, 40, 80, 100).subList(0, sizes));

    assertThat(pixels.isEmptyAtTheEdge(EDGE)).isTrue();
    Rectangle titles = new Rectangle(0, 0, 70, SizeChart.HEIGHT);
    assertThat(METHODS).noneMatch(method -> pixels.shows(Pixels.colour(method), titles));
  }

  @Test
  void hasRoomForTheNamesOfManyVariants() {
    List<String> methods =
        List.of("DWP", "PR", "PRF", "RI", "DWP from prior samples", "DWP kl 0.1", "DWP cold");
    Comparison comparison = comparison(Measured.experiment(methods, List.of(5, 20)));

    Pixels pixels = Pixels.of(SizeChart.render("variants", Metric.DSC, comparison));

    assertThat(pixels.isEmptyAtTheEdge(EDGE)).isTrue();
  }

  @Test
  void showsAMethodThatAllScansAgreeOn() {
    List<Measurement> one = List.of(Measured.dsc("RI", 5, 1, 1, "a", 0.5));

    Pixels pixels = Pixels.of(SizeChart.render("one", Metric.IOU, comparison(one)));

    assertThat(pixels.shows(Pixels.colour("RI"))).isTrue();
  }

  private static Pixels render(List<Integer> sizes) {
    List<Measurement> all = Measured.experiment(METHODS, sizes);
    return Pixels.of(SizeChart.render("DSC by size", Metric.DSC, comparison(all)));
  }

  private static Comparison comparison(List<Measurement> measurements) {
    return new Comparison(measurements, UnaryOperator.identity(), 1);
  }
}
