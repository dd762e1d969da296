package io.carryover.benchmarks.training;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.carryover.benchmarks.measure.Quartiles;
import java.util.List;

/**
 * What a measurement found; the layout of {@code training.json}. Seconds are of one step.
 *
 * @param version of this layout
 * @param measuredAt when it ended, ISO 8601
 * @param machine where
 * @param settings what
 * @param ri steps from random initialisation
 * @param dwp steps under the deep weight prior
 * @param pyTorch steps of PyTorch, null where it was skipped
 * @param skipped why PyTorch was skipped, null where it was not
 * @param ratioToPyTorch median of ri over that of pyTorch, null where it was skipped
 * @param dwpToRi median of dwp over that of ri
 * @param memory resident memory of the process that trains
 * @param memoryFlat the verdict of its rule, null where there were too few steps
 * @param rounds medians of each round
 */
@JsonPropertyOrder({"version", "measuredAt", "machine", "settings"})
record TrainingFigures(
    int version,
    String measuredAt,
    Machine machine,
    Settings settings,
    Quartiles ri,
    Quartiles dwp,
    Quartiles pyTorch,
    String skipped,
    Double ratioToPyTorch,
    double dwpToRi,
    Memory memory,
    Boolean memoryFlat,
    List<Round> rounds) {

  static final int VERSION = 1;

  TrainingFigures {
    rounds = List.copyOf(rounds);
  }

  /**
   * Where it was measured.
   *
   * @param cores that the JVM may use
   * @param threads of one operation
   * @param engine name and version of the library behind libs/networks
   * @param torch version of PyTorch in Python, null where it was skipped
   * @param python version of Python, null where it was skipped
   */
  record Machine(
      String cpuModel,
      int cores,
      int threads,
      String java,
      String engine,
      String torch,
      String python) {}

  /**
   * What was measured.
   *
   * @param shape depth, height, width
   * @param steps of each contestant, after the warm-up
   * @param parameters of the network, in both libraries
   */
  record Settings(
      int batch,
      List<Integer> shape,
      int steps,
      int rounds,
      int warmUpSteps,
      long seed,
      int kernelsPerStep,
      int parameters) {}

  /** See {@link MemoryCourse}; growth is from the second quarter to the last, a fraction. */
  record Memory(int steps, double firstMiB, double lastMiB, double growth, String rule) {

    static Memory of(MemoryCourse course) {
      return new Memory(
          course.steps(), course.first(), course.last(), course.growth(), MemoryCourse.RULE);
    }
  }

  /** Medians of one round in seconds, pyTorch null where it was skipped. */
  record Round(double ri, double dwp, Double pyTorch) {}
}
