package io.carryover.imaging.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class VolumeTest {
  /** One product of two doubles. */
  private static final Offset<Double> ROUNDING = within(1e-15);

  private static final Shape SHAPE = new Shape(2, 3, 4);

  @Test
  void refusesAnotherNumberOfVoxels() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Volume(Grid.ofOneMm(SHAPE), new float[23]))
        .withMessage("a volume of 2x3x4 needs 24 voxels, got 23");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Mask(Grid.ofOneMm(SHAPE), new byte[25]))
        .withMessage("a mask of 2x3x4 needs 24 voxels, got 25");
  }

  @Test
  void refusesMasksOfOtherValues() {
    byte[] voxels = new byte[24];
    voxels[7] = 2;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Mask(Grid.ofOneMm(SHAPE), voxels))
        .withMessageContaining("got 2");
  }

  @Test
  void namesCountAndPlaceOfBrokenVoxels() {
    // Given
    float[] voxels = new float[24];
    voxels[SHAPE.index(1, 0, 2)] = Float.NaN;
    voxels[SHAPE.index(1, 2, 3)] = Float.NEGATIVE_INFINITY;
    Volume volume = new Volume(Grid.ofOneMm(SHAPE), voxels);

    // When
    InvalidImageException refusal =
        catchThrowableOfType(InvalidImageException.class, volume::requireFinite);

    // Then
    assertThat(refusal.code()).isEqualTo(InvalidImageException.NAN_VOXELS);
    assertThat(refusal)
        .hasMessage("voxels must be finite, 2 of 24 are not, the first at (1, 0, 2)");
  }

  @Test
  void measuresForegroundInMillilitres() {
    byte[] voxels = new byte[24];
    voxels[SHAPE.index(0, 1, 2)] = 1;
    voxels[SHAPE.index(1, 2, 3)] = 1;
    Mask mask = new Mask(new Grid(SHAPE, Affine.ofSpacing(2, 2, 2.5)), voxels);

    assertThat(mask.foregroundVoxels()).isEqualTo(2);
    assertThat(mask.volumeMl()).isEqualTo(0.02, ROUNDING);
    assertThat(mask.contains(0, 1, 2)).isTrue();
    assertThat(mask.contains(0, 1, 3)).isFalse();
  }

  @Test
  void saysWhereARuleWasBroken() {
    InvalidImageException refusal =
        new InvalidImageException(InvalidImageException.EMPTY_MASK, "a mask needs foreground")
            .in("scan hippocampus_001");

    assertThat(refusal).hasMessage("a mask needs foreground (scan hippocampus_001)");
    assertThat(refusal.code()).isEqualTo(InvalidImageException.EMPTY_MASK);
  }
}
