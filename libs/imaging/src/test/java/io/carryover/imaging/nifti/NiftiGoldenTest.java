package io.carryover.imaging.nifti;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.imaging.volume.Volume;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every datatype, byte order, version, scaling and transform as nibabel reads it. */
class NiftiGoldenTest {
  /** Double arithmetic in another order over numbers below 100. */
  private static final double ROUNDING_MM = 1e-10;

  @ParameterizedTest
  @MethodSource("io.carryover.imaging.nifti.Golden#all")
  void readsWhatNibabelReads(Golden golden) {
    // When
    Volume volume = NiftiReader.read(golden.file());

    // Then
    assertThat(volume.shape()).isEqualTo(golden.shape());
    assertThat(volume.grid().affine().largestDistanceMm(golden.affine(), golden.shape()))
        .isLessThan(ROUNDING_MM);
    assertThat(volume.voxels()).containsExactly(golden.values());
  }
}
