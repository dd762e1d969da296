package io.carryover.networks.prior;

import io.carryover.networks.random.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The kernels of one group, made ready for a fit: those of tiny norm dropped, capped at random, cut
 * into a part to fit and a part held out, and divided by the standard deviation of the part to fit.
 *
 * <p>Weight decay lets most kernels of the bottleneck die; what is left of them says nothing but
 * how long it decayed.
 *
 * @param fitted rows of 27 taps
 * @param heldOut rows of 27 taps, a fifth of all
 * @param dropped kernels dropped for their norm
 * @param standardDeviation what every tap was divided by
 */
record KernelPool(
    List<float[]> fitted, List<float[]> heldOut, int dropped, double standardDeviation) {

  static final int TAPS = 27;
  private static final double HELD_OUT_SHARE = 0.2;

  /** Fewer cannot be cut in two parts. */
  private static final int FEWEST = 2;

  /** Makes a group's kernels ready. */
  static KernelPool of(List<float[]> kernels, PriorSettings settings, Seeds seeds) {
    List<float[]> strong = strong(kernels, settings.minimumNorm());
    List<float[]> mixed = mixed(strong, seeds.of("pool"));
    int cap = settings.kernelsPerGroup() == 0 ? mixed.size() : settings.kernelsPerGroup();
    List<float[]> kept = mixed.subList(0, Math.min(cap, mixed.size()));
    int held = kept.size() < FEWEST ? 0 : (int) Math.ceil(kept.size() * HELD_OUT_SHARE);
    List<float[]> fitted = kept.subList(held, kept.size());
    double sd = standardDeviation(fitted);
    return new KernelPool(
        divided(fitted, sd),
        divided(kept.subList(0, held), sd),
        kernels.size() - strong.size(),
        sd);
  }

  /** Whether there is something to fit and something to measure on. */
  boolean isFittable() {
    return !heldOut.isEmpty();
  }

  int kept() {
    return fitted.size() + heldOut.size();
  }

  private static List<float[]> strong(List<float[]> kernels, double minimumNorm) {
    double meanSquare = kernels.stream().mapToDouble(KernelPool::squaredNorm).average().orElse(0);
    double least = minimumNorm * minimumNorm * meanSquare;
    return kernels.stream().filter(k -> squaredNorm(k) > 0 && squaredNorm(k) >= least).toList();
  }

  private static List<float[]> mixed(List<float[]> kernels, Seeds seeds) {
    return Arrays.stream(seeds.permutation(kernels.size())).mapToObj(kernels::get).toList();
  }

  private static double standardDeviation(List<float[]> kernels) {
    double taps = (double) kernels.size() * TAPS;
    double mean = kernels.stream().mapToDouble(KernelPool::sum).sum() / taps;
    double meanSquare = kernels.stream().mapToDouble(KernelPool::squaredNorm).sum() / taps;
    return kernels.isEmpty() ? 1 : Math.sqrt(meanSquare - mean * mean);
  }

  private static List<float[]> divided(List<float[]> kernels, double by) {
    List<float[]> divided = new ArrayList<>();
    for (float[] kernel : kernels) {
      float[] taps = new float[TAPS];
      for (int i = 0; i < TAPS; i++) {
        taps[i] = (float) (kernel[i] / by);
      }
      divided.add(taps);
    }
    return divided;
  }

  private static double squaredNorm(float[] kernel) {
    double sum = 0;
    for (float tap : kernel) {
      sum += (double) tap * tap;
    }
    return sum;
  }

  private static double sum(float[] kernel) {
    double sum = 0;
    for (float tap : kernel) {
      sum += tap;
    }
    return sum;
  }
}
