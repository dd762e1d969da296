package io.carryover.benchmarks.serving;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.carryover.benchmarks.measure.Quartiles;
import java.util.List;

/**
 * What a measurement found; the layout of {@code serving.json}.
 *
 * @param version of this layout
 * @param measuredAt when it ended, ISO 8601
 * @param machine where
 * @param settings what
 * @param patch seconds of one patch
 * @param volume seconds of a scan of many patches
 * @param skipped why PyTorch was skipped, null where it was not
 * @param ratioToPlainOrt of a patch: median of the service's path over that of the graph alone
 * @param ratioToPyTorch the same over PyTorch's, null where it was skipped
 * @param peakMiB most resident memory
 */
@JsonPropertyOrder({"version", "measuredAt", "machine", "settings"})
record ServingFigures(
    int version,
    String measuredAt,
    Machine machine,
    Settings settings,
    Work patch,
    Work volume,
    String skipped,
    double ratioToPlainOrt,
    Double ratioToPyTorch,
    Peak peakMiB) {

  static final int VERSION = 1;

  /**
   * Where it was measured.
   *
   * @param cores that the JVM may use
   * @param torch version of PyTorch in Python, null where it was skipped
   */
  record Machine(String cpuModel, int cores, int threads, String java, String torch) {}

  /** What was measured; shapes are depth, height, width. */
  record Settings(
      int rounds,
      List<Integer> patch,
      List<Integer> volume,
      List<Integer> shorter,
      List<Integer> longer,
      double overlap,
      long seed) {}

  /**
   * One work of all contestants.
   *
   * @param patches of the network
   * @param service the service's path
   * @param plainOrt the graph alone
   * @param pyTorch eager PyTorch, null where it was skipped
   * @param shareAround share of the service's time before and after the network
   * @param voxelsPerSecond of the service
   */
  record Work(
      int patches,
      Quartiles service,
      Quartiles plainOrt,
      Quartiles pyTorch,
      double shareAround,
      double voxelsPerSecond) {}

  /**
   * Most resident memory, in MiB.
   *
   * @param shorter of a process that segments the shorter scan
   * @param longer of one that segments the longer scan
   * @param growth the difference
   * @param growthOfInputAndOutput by 5 bytes a voxel: intensities and mask
   */
  record Peak(double shorter, double longer, double growth, double growthOfInputAndOutput) {}
}
