package io.carryover.networks.dwp;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.carryover.networks.random.Seeds;
import io.carryover.networks.unet.UNetArchitecture;
import io.carryover.networks.unet.UNetArchitecture.Layer;
import io.carryover.networks.vae.Gaussian;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The kernels of one prior group in a network, and how many of them a step looks at.
 *
 * <p>A mean over all kernels is estimated on a random subset, every group in proportion to its
 * kernels:
 *
 * <pre>
 *   mean = sum over groups g of (K_g / K) mean over chosen kernels of g
 * </pre>
 *
 * <p>which is unbiased. No kernel is drawn twice in a step.
 *
 * @param number 1 to 7
 * @param layers names, in the order of the network
 * @param kernels number of kernels
 * @param share of all kernels of the network that are in this group
 * @param chosen number of kernels that a step looks at
 */
record KernelGroup(int number, List<String> layers, int kernels, double share, int chosen) {

  /**
   * All seven groups of a network.
   *
   * @param kernelsPerStep size of the subset, at least one kernel per group; 0: all kernels
   */
  static List<KernelGroup> all(UNetArchitecture architecture, int kernelsPerStep) {
    int kernels = kernels(architecture.layers().stream().filter(Layer::hasPrior).toList());
    return IntStream.rangeClosed(1, UNetArchitecture.GROUPS)
        .mapToObj(number -> of(architecture, number, kernels, kernelsPerStep))
        .toList();
  }

  private static KernelGroup of(
      UNetArchitecture architecture, int number, int allKernels, int kernelsPerStep) {
    List<Layer> layers =
        architecture.layers().stream().filter(layer -> layer.group() == number).toList();
    int kernels = kernels(layers);
    double share = kernels / (double) allKernels;
    int wanted = Math.max(1, (int) Math.round(kernelsPerStep * share));
    int chosen = kernelsPerStep == 0 ? kernels : Math.min(wanted, kernels);
    return new KernelGroup(
        number, layers.stream().map(Layer::name).toList(), kernels, share, chosen);
  }

  private static int kernels(List<Layer> layers) {
    return layers.stream().mapToInt(layer -> layer.in() * layer.out()).sum();
  }

  /** Name in files and of seeds, {@code group1} to {@code group7}. */
  String name() {
    return GroupPrior.name(number);
  }

  /** The kernels that a step looks at, by the seeds of that step. */
  Subset subset(KernelPosterior.Draw draw, Seeds seeds) {
    return new Subset(draw, chosen == kernels ? UnaryOperator.identity() : rows(seeds));
  }

  private UnaryOperator<NDArray> rows(Seeds seeds) {
    int[] order = seeds.of(name()).permutation(kernels);
    long[] rows = Arrays.stream(order).limit(chosen).asLongStream().toArray();
    return array -> array.get(array.getManager().create(rows));
  }

  /** Some kernels of this group, k of them, in a draw. */
  final class Subset {

    private final KernelPosterior.Draw draw;
    private final UnaryOperator<NDArray> rows;

    private Subset(KernelPosterior.Draw draw, UnaryOperator<NDArray> rows) {
      this.draw = draw;
      this.rows = rows;
    }

    /** The draws, (k, 27). */
    NDArray kernels() {
      return pooled(draw.kernels());
    }

    /** Entropies of q in nats, (k). */
    NDArray entropies() {
      return pooled(draw.entropies());
    }

    /** q itself, (k, 27). */
    Gaussian posterior() {
      return new Gaussian(pooled(draw.means()), pooled(draw.logVariances()));
    }

    private NDArray pooled(Map<String, NDArray> byLayer) {
      NDList arrays = new NDList();
      layers.forEach(layer -> arrays.add(byLayer.get(layer)));
      return rows.apply(NDArrays.concat(arrays));
    }
  }
}
