package io.carryover.cli.experiment;

import io.carryover.imaging.contract.ModelContract;
import io.carryover.imaging.uncertainty.Calibration;
import io.carryover.inference.segmentation.SegmentedScan;
import io.carryover.inference.segmentation.StatedUncertainty;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a model states about a test scan beside its mask, and what is true; columns of {@code
 * results.csv}, empty where nothing is stated.
 */
final class StatedFigures {
  static final String TRUTH = "true_volume_ml";
  static final String LOW = "volume_low_ml";
  static final String HIGH = "volume_high_ml";
  static final String AGREEMENT = "agreement";
  static final String REFER = "refer";
  static final String ECE = "validation_ece";
  static final String BRIER = "validation_brier";

  private StatedFigures() {}

  /** Columns and values, in order. */
  static Map<String, String> of(SegmentedScan scan, double trueVolumeMl, ModelContract contract) {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put(TRUTH, Double.toString(trueVolumeMl));
    columns.put("volume_ml", Double.toString(scan.volumeMl()));
    put(columns, "samples", scan.uncertainty(), StatedUncertainty::samples);
    put(columns, LOW, scan.uncertainty(), stated -> stated.volume().lowMl());
    put(columns, HIGH, scan.uncertainty(), stated -> stated.volume().highMl());
    put(columns, AGREEMENT, scan.uncertainty(), StatedUncertainty::agreement);
    put(columns, REFER, scan.uncertainty().flatMap(StatedUncertainty::refer), refer -> refer);
    put(columns, "validation_coverage", contract.calibration(), Calibration::coverage);
    put(columns, ECE, contract.calibration(), Calibration::ece);
    put(columns, BRIER, contract.calibration(), Calibration::brier);
    return columns;
  }

  private static <T> void put(
      Map<String, String> columns, String column, Optional<T> from, Function<T, Object> figure) {
    columns.put(column, from.map(figure).map(Object::toString).orElse(""));
  }
}
