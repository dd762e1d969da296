package io.carryover.networks.prior;

import io.carryover.networks.dwp.GroupPrior;
import io.carryover.networks.random.Seeds;
import io.carryover.networks.unet.UNetArchitecture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Kernels of source networks, picked to be looked at beside {@link PriorSamples}. */
public final class SourceKernels {

  private SourceKernels() {}

  /**
   * Picks from every group at random, without repeats, out of the kernels that a fit would use: not
   * those of tiny norm.
   *
   * @param files as {@link KernelHarvest} writes them, at least one
   * @param minimumNorm as in {@link PriorSettings}
   * @return by group from 1 on, each (perGroup, 27), or fewer rows where there are fewer kernels
   * @throws IllegalArgumentException where a file lacks a group
   */
  public static List<float[][]> pick(
      List<Path> files, double minimumNorm, int perGroup, long seed) {
    return IntStream.rangeClosed(1, UNetArchitecture.GROUPS)
        .mapToObj(
            group ->
                picked(
                    strong(files, group, minimumNorm),
                    perGroup,
                    new Seeds(seed).of(GroupPrior.name(group))))
        .toList();
  }

  private static List<float[]> strong(List<Path> files, int group, double minimumNorm) {
    List<float[]> all = new ArrayList<>();
    files.forEach(file -> all.addAll(Arrays.asList(KernelRows.of(file, group))));
    double least = KernelPool.leastSquaredNorm(all, minimumNorm);
    return all.stream().filter(kernel -> KernelPool.isStrong(kernel, least)).toList();
  }

  private static float[][] picked(List<float[]> kernels, int count, Seeds seeds) {
    return Arrays.stream(seeds.permutation(kernels.size()))
        .limit(count)
        .mapToObj(kernels::get)
        .toArray(float[][]::new);
  }
}
