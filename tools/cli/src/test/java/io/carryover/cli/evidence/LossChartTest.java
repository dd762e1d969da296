package io.carryover.cli.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Rectangle;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossChartTest {
  private static final int EDGE = 12;
  private static final Rectangle LEFT =
      new Rectangle(0, 0, LossChart.PANEL_WIDTH, LossChart.HEIGHT);
  private static final Rectangle RIGHT =
      new Rectangle(LossChart.PANEL_WIDTH, 0, LossChart.PANEL_WIDTH, LossChart.HEIGHT);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 40, 500})
  void showsEveryMethodInBothPanels(int epochs) {
    Pixels pixels = render(validated("RI", "a", epochs), validated("DWP", "b", epochs));

    assertThat(pixels.picture().getWidth()).isEqualTo(2 * LossChart.PANEL_WIDTH);
    assertThat(pixels.picture().getHeight()).isEqualTo(LossChart.HEIGHT);
    for (Color colour : List.of(Pixels.colour("RI"), Pixels.colour("DWP"))) {
      assertThat(pixels.shows(colour, LEFT)).isTrue();
      assertThat(pixels.shows(colour, RIGHT)).isTrue();
    }
    assertThat(pixels.isEmptyAtTheEdge(EDGE)).isTrue();
  }

  @Test
  void runsOfOneMethodShareItsColour() {
    Pixels pixels = render(validated("RI", "a", 20), validated("RI", "b", 30));

    assertThat(pixels.shows(Pixels.colour("RI"))).isTrue();
    assertThat(pixels.shows(Pixels.colour("DWP"))).isFalse();
  }

  @Test
  void hasOnePanelWhereNothingWasHeldOut() {
    Pixels pixels = render(new LossCurve("RI", "a", losses(20), List.of()));

    assertThat(pixels.picture().getWidth()).isEqualTo(LossChart.PANEL_WIDTH);
  }

  @Test
  void refusesACurveWithValidationOfOtherEpochs() {
    assertThatThrownBy(() -> new LossCurve("RI", "a", losses(3), losses(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 2 of 3 epochs (run a)");
  }

  private static Pixels render(LossCurve... curves) {
    return Pixels.of(LossChart.render("losses", List.of(curves)));
  }

  private static LossCurve validated(String method, String run, int epochs) {
    double offset = method.equals("RI") ? 0.3 : 0;
    List<Double> losses = losses(epochs).stream().map(loss -> loss + offset).toList();
    return new LossCurve(method, run, losses, losses);
  }

  private static List<Double> losses(int epochs) {
    return IntStream.range(0, epochs).mapToObj(epoch -> 0.2 + 0.8 / (1 + epoch)).toList();
  }
}
