package io.carryover.imaging.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {

  @Test
  void countsVoxelsAndIndexesWithTheLastAxisFastest() {
    Shape shape = new Shape(48, 64, 40);

    assertThat(shape.voxels()).isEqualTo(122_880);
    assertThat(shape.index(1, 2, 3)).isEqualTo(64 * 40 + 2 * 40 + 3);
    assertThat(shape.sides()).containsExactly(48, 64, 40);
    assertThat(shape).hasToString("48x64x40");
  }

  @Test
  void roundsUpToTheNextMultiple() {
    assertThat(new Shape(35, 48, 1).roundedUpTo(8)).isEqualTo(new Shape(40, 48, 8));
  }

  @Test
  void takesTheLargerOrTheSmallerSides() {
    Shape left = new Shape(2, 5, 7);
    Shape right = new Shape(3, 4, 7);

    assertThat(left.union(right)).isEqualTo(new Shape(3, 5, 7));
    assertThat(left.atMost(right)).isEqualTo(new Shape(2, 4, 7));
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "1, -3, 1", "1, 1, 0"})
  void refusesASideBelowOne(int depth, int height, int width) {
    assertThat(codeOf(depth, height, width)).isEqualTo(InvalidImageException.UNSUPPORTED_IMAGE);
  }

  @ParameterizedTest
  @CsvSource({"2048, 1024, 1024", "65536, 65536, 1", "2147483647, 2147483647, 2147483647"})
  void refusesMoreVoxelsThanOneArrayHolds(int depth, int height, int width) {
    assertThat(codeOf(depth, height, width)).isEqualTo(InvalidImageException.IMAGE_TOO_LARGE);
  }

  @Test
  void hasNoFourthAxis() {
    Shape shape = new Shape(1, 2, 3);

    assertThat(catchThrowableOfType(IndexOutOfBoundsException.class, () -> shape.side(3)))
        .hasMessageContaining("3");
  }

  private static String codeOf(int depth, int height, int width) {
    return catchThrowableOfType(InvalidImageException.class, () -> new Shape(depth, height, width))
        .code();
  }
}
