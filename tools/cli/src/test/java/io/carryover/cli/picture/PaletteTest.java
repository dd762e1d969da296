package io.carryover.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PaletteTest {

  @Test
  void aMethodHasTheSameColourWhereverItStands() {
    Palette one = new Palette(List.of("RI", "DWP"));
    Palette other = new Palette(List.of("DWP", "DWP wide", "RI"));

    assertThat(one.of("RI")).isEqualTo(other.of("RI"));
    assertThat(one.of("DWP")).isEqualTo(other.of("DWP"));
  }

  @Test
  void aMethodWrittenSmallIsTheSameMethod() {
    assertThat(new Palette(List.of("dwp")).of("dwp"))
        .isEqualTo(new Palette(List.of("DWP")).of("DWP"));
  }

  @Test
  void methodsAndVariantsDifferInColour() {
    List<String> methods =
        List.of("DWP", "PR", "PRf", "RI", "a", "b", "c", "d", "e", "f", "g", "h");
    Palette palette = new Palette(methods);

    assertThat(Stream.concat(methods.stream().map(palette::of), Stream.of(Palette.TRUTH)))
        .doesNotHaveDuplicates();
  }
}
