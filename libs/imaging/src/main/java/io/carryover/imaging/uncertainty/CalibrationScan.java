package io.carryover.imaging.uncertainty;

/**
 * A validation scan: what the network said, and what is there.
 *
 * @param said by mean weights and samples
 * @param truth foreground voxels of the label
 */
public record CalibrationScan(ScanSamples said, long truth) {

  /** Error of the mask's volume in spreads. */
  double standardisedError(double typical) {
    return (truth - said.mask()) / Calibration.spread(said, typical);
  }

  /** Standard deviation over samples as a share of the mask. */
  double relativeDeviation() {
    return said.standardDeviation() / Math.max(1, said.mask());
  }
}
