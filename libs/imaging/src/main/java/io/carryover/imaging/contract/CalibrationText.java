package io.carryover.imaging.contract;

import io.carryover.imaging.uncertainty.Calibration;
import java.util.Map;
import java.util.Optional;

/** The figures of a {@link Calibration} as flat text. */
final class CalibrationText {
  private static final String SCANS = "carryover.calibration.scans";
  private static final String SAMPLES = "carryover.calibration.samples";
  private static final String TYPICAL = "carryover.calibration.typical-deviation";
  private static final String VOLUME_FACTOR = "carryover.calibration.volume-factor";
  private static final String COVERAGE = "carryover.calibration.coverage";
  private static final String REFER_BELOW = "carryover.calibration.refer-below";
  private static final String ECE = "carryover.calibration.ece";
  private static final String BRIER = "carryover.calibration.brier";

  private static final int MOST = 1_000_000;

  private CalibrationText() {}

  static void write(Calibration calibration, Map<String, String> metadata) {
    metadata.put(SCANS, Integer.toString(calibration.scans()));
    metadata.put(SAMPLES, Integer.toString(calibration.samples()));
    metadata.put(TYPICAL, Double.toString(calibration.typical()));
    metadata.put(VOLUME_FACTOR, Double.toString(calibration.volumeFactor()));
    metadata.put(COVERAGE, Double.toString(calibration.coverage()));
    metadata.put(REFER_BELOW, Double.toString(calibration.referBelow()));
    metadata.put(ECE, Double.toString(calibration.ece()));
    metadata.put(BRIER, Double.toString(calibration.brier()));
  }

  static Optional<Calibration> read(MetadataReader metadata) {
    return metadata.optional(SCANS).map(present -> checked(metadata));
  }

  private static Calibration checked(MetadataReader metadata) {
    Calibration read =
        new Calibration(
            metadata.integer(SCANS),
            metadata.integer(SAMPLES),
            metadata.number(TYPICAL),
            metadata.number(VOLUME_FACTOR),
            metadata.number(COVERAGE),
            metadata.number(REFER_BELOW),
            metadata.number(ECE),
            metadata.number(BRIER));
    Rules.inRange(SCANS, read.scans(), Calibration.LEAST_SCANS, MOST);
    Rules.inRange(SAMPLES, read.samples(), 2, MOST);
    Rules.inRange(TYPICAL, read.typical(), 0, Double.MAX_VALUE);
    Rules.inRange(VOLUME_FACTOR, read.volumeFactor(), 0, Double.MAX_VALUE);
    Rules.inRange(COVERAGE, read.coverage(), 0, 1);
    Rules.inRange(REFER_BELOW, read.referBelow(), 0, 1);
    Rules.inRange(ECE, read.ece(), 0, 1);
    Rules.inRange(BRIER, read.brier(), 0, 1);
    return read;
  }
}
