package io.carryover.benchmarks.training;

import io.carryover.benchmarks.measure.Quartiles;
import java.util.List;

/**
 * Resident memory (VmRSS) of the training process over its steps, in MiB; sampled after the warm-up
 * and then after every turn.
 *
 * <p>Flat, by rule: the median of the last quarter of the samples is at most {@value #GROWTH} above
 * that of the second quarter. Judged from {@value #LEAST_STEPS} steps on: before, warming up hides
 * what leaks.
 *
 * @param steps between the first sample and the last
 * @param samples at least one
 */
record MemoryCourse(int steps, List<Double> samples) {

  static final int LEAST_STEPS = 500;
  static final double GROWTH = 0.02;
  static final String RULE =
      "median of the last quarter of samples at most 2 % above that of the second quarter; judged from 500 steps on";

  MemoryCourse {
    samples = List.copyOf(samples);
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("a course of memory needs a sample, got none");
    }
  }

  double first() {
    return samples.get(0);
  }

  double last() {
    return samples.get(samples.size() - 1);
  }

  /** Growth from the second quarter to the last, as a fraction. */
  double growth() {
    return median(3) / median(1) - 1;
  }

  /** The verdict; null where there were too few steps for one. */
  Boolean flat() {
    return steps < LEAST_STEPS ? null : growth() <= GROWTH;
  }

  private double median(int quarter) {
    int from = quarter * samples.size() / 4;
    int to = Math.max(from + 1, (quarter + 1) * samples.size() / 4);
    return Quartiles.of(samples.subList(from, to)).median();
  }
}
