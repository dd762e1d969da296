package io.carryover.inference.segmentation;

import io.carryover.imaging.uncertainty.Calibration;
import io.carryover.imaging.uncertainty.ScanSamples;
import io.carryover.imaging.uncertainty.VolumeInterval;
import java.util.Optional;

/**
 * What is stated about the uncertainty of one mask.
 *
 * @param samples weights that were drawn
 * @param volume 95 % interval of the foreground's volume
 * @param calibrated whether its width was fitted to validation scans
 * @param agreement mean DSC of the samples' masks and the mask
 * @param refer whether a person should look at the mask; empty where the model was given no
 *     threshold
 */
public record StatedUncertainty(
    int samples,
    VolumeInterval volume,
    boolean calibrated,
    double agreement,
    Optional<Boolean> refer) {

  /** Of one scan; empty without samples. */
  static Optional<StatedUncertainty> of(
      ScanSamples said, Optional<Calibration> calibration, double voxelVolumeMl) {
    return said.areEnough()
        ? Optional.of(stated(said, calibration, voxelVolumeMl))
        : Optional.empty();
  }

  private static StatedUncertainty stated(
      ScanSamples said, Optional<Calibration> calibration, double voxelVolumeMl) {
    double agreement = said.agreement();
    return new StatedUncertainty(
        said.samples(),
        VolumeInterval.of(said, calibration, voxelVolumeMl),
        calibration.isPresent(),
        agreement,
        calibration.map(fitted -> agreement < fitted.referBelow()));
  }
}
