package io.carryover.imaging.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AffineTest {
  /** Double rounding over a handful of products of numbers near 100. */
  private static final Offset<Double> ROUNDING = within(1e-12);

  private static final Affine LAS =
      Affine.ofRows(new double[][] {{-2, 0, 0, 90}, {0, 3, 0, -126}, {0, 0, 4, -72}});

  @Test
  void mapsVoxelsToMillimetres() {
    assertThat(LAS.position(1, 2, 3)).containsExactly(88, -120, -60);
  }

  @Test
  void knowsSpacingVolumeAndHandedness() {
    assertThat(new Grid(new Shape(1, 1, 1), LAS).spacingMm()).containsExactly(2, 3, 4);
    assertThat(LAS.voxelVolumeMm3()).isEqualTo(24);
    assertThat(LAS.determinant()).isEqualTo(-24);
    assertThat(new Grid(new Shape(1, 1, 1), LAS).voxelVolumeMl()).isEqualTo(0.024, ROUNDING);
  }

  @Test
  void findsTheWayBackToVoxels() {
    // Given: turned and shifted
    Affine oblique =
        Affine.ofRows(
            new double[][] {{-0.8, 0, 1.2, 1.2}, {-0.6, 0, -1.6, -1.6}, {0, -1.5, 0, 7.25}});

    double[] position = oblique.position(5, -7, 11);

    assertThat(oblique.inverse().position(position[0], position[1], position[2]))
        .containsExactly(new double[] {5, -7, 11}, ROUNDING);
    assertThat(LAS.inverse().position(90, -126, -72)).containsExactly(new double[3], ROUNDING);
  }

  @Test
  void startsAtAnotherVoxel() {
    Affine moved = LAS.startingAt(1, 2, 3);

    assertThat(moved.position(4, 5, 6)).containsExactly(LAS.position(5, 7, 9));
  }

  @Test
  void measuresDistanceAtTheFurthestCorner() {
    // Given: the first axis one part in a hundred longer
    Affine longer =
        Affine.ofRows(new double[][] {{-2.02, 0, 0, 90}, {0, 3, 0, -126}, {0, 0, 4, -72}});

    // Then: 100 steps away that is 2 mm
    assertThat(LAS.largestDistanceMm(longer, new Shape(101, 5, 5))).isEqualTo(2, ROUNDING);
    assertThat(LAS.largestDistanceMm(LAS, new Shape(101, 5, 5))).isZero();
  }

  @Test
  void obliqueAxesAreNoShear() {
    double angle = Math.toRadians(20);
    Affine oblique =
        Affine.ofRows(
            new double[][] {
              {Math.cos(angle), -2 * Math.sin(angle), 0, 0},
              {Math.sin(angle), 2 * Math.cos(angle), 0, 0},
              {0, 0, 3, 0}
            });

    assertThat(oblique.shear()).isEqualTo(0, ROUNDING);
    oblique.requireRightAngles();
  }

  @Test
  void refusesShear() {
    Affine sheared = Affine.ofRows(new double[][] {{1, 0.05, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}});

    InvalidImageException refusal =
        catchThrowableOfType(InvalidImageException.class, sheared::requireRightAngles);

    assertThat(refusal.code()).isEqualTo(InvalidImageException.SHEARED_AFFINE);
    assertThat(refusal).hasMessageContaining("0.0499");
  }

  @Test
  void refusesWhatHasNoInverse() {
    assertThat(codeOf(Double.NaN, 1)).isEqualTo(InvalidImageException.BROKEN_AFFINE);
    assertThat(codeOf(Double.POSITIVE_INFINITY, 1)).isEqualTo(InvalidImageException.BROKEN_AFFINE);
    assertThat(codeOf(1, 0)).isEqualTo(InvalidImageException.BROKEN_AFFINE);
  }

  @Test
  void equalsByNumbers() {
    assertThat(Affine.ofRows(LAS.rows())).isEqualTo(LAS).hasSameHashCodeAs(LAS);
    assertThat(Affine.ofSpacing(1, 1, 1)).isNotEqualTo(LAS);
  }

  @Test
  void showsItsRows() {
    assertThat(LAS)
        .hasToString(
            "[-2.00000 0.00000 0.00000 90.0000; 0.00000 3.00000 0.00000 -126.000;"
                + " 0.00000 0.00000 4.00000 -72.0000]");
  }

  private static String codeOf(double first, double second) {
    return catchThrowableOfType(
            InvalidImageException.class, () -> Affine.ofSpacing(first, second, 1))
        .code();
  }
}
