package io.carryover.benchmarks.training;

import static io.carryover.benchmarks.measure.SettingsText.require;

import io.carryover.benchmarks.measure.SettingsText;
import io.carryover.imaging.volume.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;

/**
 * What is measured.
 *
 * @param out folder of the results
 * @param steps steps of each contestant, a multiple of the rounds
 * @param rounds how often the contestants take turns, at least 1
 * @param threads of one operation, at least 1
 * @param shape of a volume, multiples of 8 from 16 on
 * @param seed of scans, weights and draws
 * @param kernelsPerStep kernels on which DWP estimates its bound in a step; 0: all
 * @param python command of the Python that has PyTorch
 */
public record BenchmarkSettings(
    Path out,
    int steps,
    int rounds,
    int threads,
    Shape shape,
    long seed,
    int kernelsPerStep,
    String python) {

  private static final int SIDE_STEP = 8;
  private static final int LEAST_SIDE = 16;

  /**
   * Checks the rules.
   *
   * @throws IllegalArgumentException where one is broken
   */
  public BenchmarkSettings {
    require(() -> rounds >= 1, "rounds are at least 1", rounds);
    require(
        () -> steps >= rounds && steps % rounds == 0,
        "steps are a multiple of the rounds, " + rounds,
        steps);
    require(() -> threads >= 1, "threads are at least 1", threads);
    require(
        () -> Arrays.stream(shape.sides()).allMatch(s -> s >= LEAST_SIDE && s % SIDE_STEP == 0),
        "sides are multiples of 8 from 16 on",
        shape);
    require(() -> kernelsPerStep >= 0, "kernels per step are at least 0", kernelsPerStep);
  }

  /** Steps of a contestant in one round. */
  int stepsPerRound() {
    return steps / rounds;
  }

  /** System properties that {@link #ofSystemProperties} reads back. */
  public Map<String, String> asSystemProperties() {
    return SettingsText.properties(
        Map.of(
            "out", out,
            "steps", steps,
            "rounds", rounds,
            "threads", threads,
            "shape", shape,
            "seed", seed,
            "kernelsPerStep", kernelsPerStep,
            "python", python));
  }

  /**
   * The settings of a process that was started with {@link #asSystemProperties}.
   *
   * @throws IllegalArgumentException where one is missing or breaks a rule
   */
  static BenchmarkSettings ofSystemProperties(Properties properties) {
    SettingsText text = new SettingsText(properties);
    return new BenchmarkSettings(
        Path.of(text.text("out")),
        text.number("steps"),
        text.number("rounds"),
        text.number("threads"),
        text.shape("shape"),
        text.longNumber("seed"),
        text.number("kernelsPerStep"),
        text.text("python"));
  }
}
