package io.carryover.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuartilesTest {

  @Test
  void areThoseOfTheSortedFigures() {
    assertThat(Quartiles.of(List.of(5.0, 1.0, 4.0, 2.0, 3.0))).isEqualTo(new Quartiles(5, 2, 3, 4));
  }

  @Test
  void lieBetweenNeighboursWhereNoFigureDoes() {
    assertThat(Quartiles.of(List.of(1.0, 2.0, 3.0, 4.0)))
        .isEqualTo(new Quartiles(4, 1.75, 2.5, 3.25));
  }

  @Test
  void ofOneFigureAreThatFigure() {
    assertThat(Quartiles.of(List.of(7.0))).isEqualTo(new Quartiles(1, 7, 7, 7));
  }

  @Test
  void needAFigure() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Quartiles.of(List.of()))
        .withMessageContaining("at least one figure");
  }
}
