package io.carryover.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/**
 * What the demo found; {@code report.json} is this record, field by field.
 *
 * @param version of this layout
 * @param source the source cohort
 * @param target the target cohort and the scores on its test scans
 * @param priorGate one object for each group of kernels
 * @param eventsByTopic records by topic; a dead-letter topic only if it has any
 * @param model absolute path of the DWP model
 * @param mask absolute path of one predicted mask (DWP)
 * @param overview absolute path of the picture
 * @param seconds wall time from start to report
 */
record DemoReport(
    int version,
    SourceCohort source,
    TargetCohort target,
    List<GateFigures> priorGate,
    SortedMap<String, Long> eventsByTopic,
    String model,
    String mask,
    String overview,
    double seconds) {
  static final int VERSION = 1;
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** Source cohort: how many scans of which shape, how many networks. */
  record SourceCohort(
      String cohort, int trainScans, int validationScans, String shape, int networks, int epochs) {}

  /** Target cohort: the ids of its scans by split, mean scores by method, scores by scan. */
  record TargetCohort(
      String cohort,
      int trainScans,
      int validationScans,
      int testScans,
      String shape,
      MethodScore dwp,
      MethodScore ri,
      SortedMap<String, List<String>> scansBySplit,
      List<ScanScore> scans) {}

  /** A method: mean over the test scans, and how it was trained. */
  record MethodScore(
      double dsc, double iou, Double validationDsc, int epochs, double trainingSeconds) {}

  /** A test scan. */
  record ScanScore(String scan, Score dwp, Score ri) {}

  /** A group of kernels: nats per held-out standardised kernel, lower is better. */
  record GateFigures(
      int group,
      int kernels,
      int dropped,
      int heldOut,
      double standardDeviation,
      double vaeNats,
      double independentGaussianNats,
      double fullGaussianNats) {}

  void write(Path file) throws IOException {
    JSON.writeValue(file.toFile(), this);
  }
}
