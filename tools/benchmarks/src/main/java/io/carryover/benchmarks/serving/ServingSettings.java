package io.carryover.benchmarks.serving;

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
 * @param rounds how often the contestants take turns, at least 1
 * @param threads of one operation, at least 1
 * @param patch what the network sees at once, multiples of 8 from 16 on
 * @param volume a scan of many patches
 * @param shorter a scan for the course of memory
 * @param longer a longer one
 * @param seed of scans and weights
 * @param python command of the Python that has PyTorch
 */
public record ServingSettings(
    Path out,
    int rounds,
    int threads,
    Shape patch,
    Shape volume,
    Shape shorter,
    Shape longer,
    long seed,
    String python) {
  private static final int SIDE_STEP = 8;
  private static final int LEAST_SIDE = 16;

  /**
   * Checks the rules.
   *
   * @throws IllegalArgumentException where one is broken
   */
  public ServingSettings {
    require(() -> rounds >= 1, "rounds are at least 1", rounds);
    require(() -> threads >= 1, "threads are at least 1", threads);
    require(
        () -> Arrays.stream(patch.sides()).allMatch(s -> s >= LEAST_SIDE && s % SIDE_STEP == 0),
        "sides of a patch are multiples of 8 from 16 on",
        patch);
    require(
        () -> longer.voxels() > shorter.voxels(),
        "the longer scan has more voxels than the shorter one, " + shorter,
        longer);
  }

  /** System properties that {@link #ofSystemProperties} reads back. */
  public Map<String, String> asSystemProperties() {
    return SettingsText.properties(
        Map.of(
            "out", out,
            "rounds", rounds,
            "threads", threads,
            "patch", patch,
            "volume", volume,
            "shorter", shorter,
            "longer", longer,
            "seed", seed,
            "python", python));
  }

  static ServingSettings ofSystemProperties(Properties properties) {
    SettingsText text = new SettingsText(properties);
    return new ServingSettings(
        Path.of(text.text("out")),
        text.number("rounds"),
        text.number("threads"),
        text.shape("patch"),
        text.shape("volume"),
        text.shape("shorter"),
        text.shape("longer"),
        text.longNumber("seed"),
        text.text("python"));
  }
}
