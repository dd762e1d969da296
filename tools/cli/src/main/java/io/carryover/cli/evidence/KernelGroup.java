package io.carryover.cli.evidence;

import java.util.List;

/**
 * Kernels of one group, each of 27 taps in the order depth, height, width, all in one unit.
 *
 * @param group 1 to 7
 * @param source kernels of the source networks
 * @param samples of the prior
 */
public record KernelGroup(int group, List<float[]> source, List<float[]> samples) {
  static final int TAPS = 27;

  public KernelGroup {
    source = List.copyOf(source);
    samples = List.copyOf(samples);
    source.forEach(kernel -> check(kernel, group));
    samples.forEach(kernel -> check(kernel, group));
  }

  private static void check(float[] kernel, int group) {
    if (kernel.length != TAPS) {
      throw new IllegalArgumentException(
          "a kernel has 27 taps, got %d (group %d)".formatted(kernel.length, group));
    }
  }
}
