package io.carryover.cli.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import org.junit.jupiter.api.Test;

class OutlineTest {

  @Test
  void isTheBorderOfThePixels() {
    boolean[][] cut = {{false, false, false}, {false, true, true}};

    Area area = Outline.area(cut);

    assertThat(area.equals(new Area(new Rectangle2D.Double(1, 1, 2, 1)))).isTrue();
  }

  @Test
  void isEmptyWhereNothingIsCut() {
    assertThat(Outline.area(new boolean[2][2]).isEmpty()).isTrue();
  }
}
