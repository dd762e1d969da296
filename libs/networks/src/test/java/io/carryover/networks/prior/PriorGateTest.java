package io.carryover.networks.prior;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PriorGateTest {

  @Test
  void letsAPriorThroughThatGainsInEveryGroup() {
    assertThat(PriorGate.failures(List.of(figures(1, 30, 38), figures(2, 37.9, 38)))).isEmpty();
  }

  @Test
  void namesTheGroupsThatGainNothing() {
    // Given a gain, a tie, a loss and a figure that is no number
    List<GroupFigures> groups =
        List.of(
            figures(1, 30, 38), figures(2, 38, 38), figures(3, 39, 38), figures(4, Double.NaN, 38));
    // When
    List<GroupFigures> failures = PriorGate.failures(groups);
    // Then
    assertThat(failures).extracting(GroupFigures::group).containsExactly(2, 3, 4);
  }

  @Test
  void takesAGainWithinTwoStandardErrorsForNone() {
    // Given a gain of 0.3 nats, whose standard error is 0.2
    GroupFigures chance =
        new GroupFigures(5, 100, 0, 20, 0.05, 37.7, 38, 37, 0.2, OptionalDouble.empty());
    // When, Then
    assertThat(PriorGate.failures(List.of(chance))).containsExactly(chance);
  }

  private static GroupFigures figures(int group, double vae, double independent) {
    return new GroupFigures(
        group, 100, 0, 20, 0.05, vae, independent, 37, 0.04, OptionalDouble.of(50));
  }
}
