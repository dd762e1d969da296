package io.carryover.imaging.uncertainty;

import java.util.Optional;

/**
 * 95 % interval of a structure's volume.
 *
 * @param lowMl at least 0
 * @param highMl at least the mask's volume
 */
public record VolumeInterval(double lowMl, double highMl) {

  /**
   * Of one scan.
   *
   * @param calibration of the network; without one the samples are taken as normal about the truth
   * @param voxelVolumeMl volume of one voxel
   */
  public static VolumeInterval of(
      ScanSamples said, Optional<Calibration> calibration, double voxelVolumeMl) {
    double half =
        calibration
            .map(fitted -> fitted.halfInterval(said))
            .orElseGet(() -> Calibration.NORMAL_FACTOR * said.standardDeviation());
    return new VolumeInterval(
        Math.max(0, said.mask() - half) * voxelVolumeMl, (said.mask() + half) * voxelVolumeMl);
  }

  /** Whether a volume lies within. */
  public boolean contains(double volumeMl) {
    return volumeMl >= lowMl && volumeMl <= highMl;
  }
}
