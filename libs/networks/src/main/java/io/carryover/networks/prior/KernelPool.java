package io.carryover.networks.prior;

import io.carryover.networks.random.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The kernels of one group, made ready for a fit: cut by position into a part to fit, one to stop
 * by and one held out; those of tiny norm dropped; capped at random; divided by the standard
 * deviation of the part to fit.
 *
 * <p>A position is a layer, an output and an input channel. All files' kernels of a position go
 * into one part: a network before and after a restart of its learning rate has nearly the same
 * kernel there, and a twin of a fitted kernel is not held out.
 *
 * <p>Weight decay lets most kernels of the bottleneck die; what is left of them says nothing but
 * how long it decayed.
 *
 * @param fitted rows of 27 taps
 * @param stopping rows of 27 taps, a tenth of all: they choose the epoch
 * @param heldOut rows of 27 taps, a tenth of all: they choose nothing
 * @param dropped kernels dropped for their norm
 * @param standardDeviation what every tap was divided by
 */
record KernelPool(
    List<float[]> fitted,
    List<float[]> stopping,
    List<float[]> heldOut,
    int dropped,
    double standardDeviation) {

  static final int TAPS = 27;
  private static final double HELD_OUT_SHARE = 0.1;

  /**
   * Makes a group's kernels ready.
   *
   * @param files kernels of each network by position
   */
  static KernelPool of(List<List<float[]>> files, PriorSettings settings, Seeds seeds) {
    List<float[]> all = files.stream().flatMap(List::stream).toList();
    double least = leastSquaredNorm(all, settings.minimumNorm());
    int positions = files.stream().mapToInt(List::size).max().orElse(0);
    int[] order = seeds.of("positions").permutation(positions);
    int tenth = (int) Math.ceil(positions * HELD_OUT_SHARE);
    Cut cut = new Cut(files, least, settings.kernelsPerGroup(), seeds);
    List<float[]> heldOut = cut.part("held out", order, 0, tenth);
    List<float[]> stopping = cut.part("stopping", order, tenth, 2 * tenth);
    List<float[]> fitted = cut.part("fitted", order, 2 * tenth, positions);
    double sd = standardDeviation(fitted);
    int dropped = (int) all.stream().filter(k -> !isStrong(k, least)).count();
    return new KernelPool(
        divided(fitted, sd), divided(stopping, sd), divided(heldOut, sd), dropped, sd);
  }

  /**
   * The same kernels, each with its 27 taps in a random order of its own: the distribution of taps
   * and of norms stays, and what neighbouring taps have in common goes.
   */
  KernelPool shuffled(Seeds seeds) {
    return new KernelPool(
        shuffled(fitted, seeds.of("fitted taps")),
        shuffled(stopping, seeds.of("stopping taps")),
        shuffled(heldOut, seeds.of("held out taps")),
        dropped,
        standardDeviation);
  }

  private static List<float[]> shuffled(List<float[]> kernels, Seeds seeds) {
    return IntStream.range(0, kernels.size())
        .mapToObj(i -> shuffled(kernels.get(i), seeds.at(i).permutation(TAPS)))
        .toList();
  }

  private static float[] shuffled(float[] kernel, int[] order) {
    float[] taps = new float[TAPS];
    for (int tap = 0; tap < TAPS; tap++) {
      taps[tap] = kernel[order[tap]];
    }
    return taps;
  }

  /** Whether there is something to fit, something to stop by and something to measure on. */
  boolean isFittable() {
    return !fitted.isEmpty() && !stopping.isEmpty() && !heldOut.isEmpty();
  }

  int kept() {
    return fitted.size() + stopping.size() + heldOut.size();
  }

  /** Takes the strong kernels of some positions, at most their share of the cap. */
  private record Cut(List<List<float[]>> files, double least, int cap, Seeds seeds) {

    List<float[]> part(String name, int[] order, int from, int to) {
      List<float[]> strong = strong(Arrays.copyOfRange(order, min(from, order), min(to, order)));
      int most =
          cap == 0 ? strong.size() : (int) Math.round((double) cap * (to - from) / order.length);
      return mixed(strong, seeds.of(name)).subList(0, Math.min(most, strong.size()));
    }

    private static int min(int index, int[] order) {
      return Math.min(index, order.length);
    }

    private List<float[]> strong(int[] positions) {
      return files.stream()
          .flatMap(
              file -> Arrays.stream(positions).filter(p -> p < file.size()).mapToObj(file::get))
          .filter(kernel -> isStrong(kernel, least))
          .toList();
    }
  }

  static double leastSquaredNorm(List<float[]> kernels, double minimumNorm) {
    double meanSquare = kernels.stream().mapToDouble(KernelPool::squaredNorm).average().orElse(0);
    return minimumNorm * minimumNorm * meanSquare;
  }

  static boolean isStrong(float[] kernel, double least) {
    double squaredNorm = squaredNorm(kernel);
    return squaredNorm > 0 && squaredNorm >= least;
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
