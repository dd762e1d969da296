package io.carryover.cli.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the demo was asked to do.
 *
 * @param source folder of the source cohort; phantoms if there is none
 * @param target folder of the target cohort; there if and only if source is
 * @param targetScans scans of the target cohort to train on
 * @param testScans scans of the target cohort to test on, at most
 * @param budget time from start to report
 * @param out folder of the results
 * @param samePerson pairs of numbers that mean one person
 * @param seed of phantoms, splits and training
 */
record DemoSettings(
    Optional<Path> source,
    Optional<Path> target,
    int targetScans,
    int testScans,
    Duration budget,
    Path out,
    Map<String, String> samePerson,
    long seed) {

  /** Everything that can be thrown away afterwards: topics, store, checkpoints, phantoms. */
  Path scratch() {
    return out.resolve(".data");
  }

  Path logs() {
    return out.resolve("logs");
  }
}
