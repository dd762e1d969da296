package io.carryover.networks.dwp;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.carryover.networks.random.Seeds;
import io.carryover.networks.unet.UNetArchitecture;
import io.carryover.networks.unet.UNetArchitecture.Layer;
import io.carryover.networks.vae.ConvolutionTaps;
import io.carryover.networks.vae.Heads;
import io.carryover.networks.vae.KernelDecoder;
import io.carryover.networks.vae.KernelEncoder;
import io.carryover.networks.vae.KernelVae;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The priors of all seven groups over the kernels of one network: frozen decoders, encoders that
 * are trained with the network.
 *
 * <p>The mean bound over all kernels is estimated on a random subset in each step, every group in
 * proportion to its kernels:
 *
 * <pre>
 *   mean bound = sum over groups g of (K_g / K) mean over chosen kernels of g of the bound
 * </pre>
 *
 * <p>which is unbiased. No kernel is drawn twice in a step.
 */
public final class DeepWeightPrior {

  private final List<Group> groups;
  private final int allKernels;

  /**
   * The prior of a network of this architecture.
   *
   * @param kernelsPerStep size of the subset, at least one kernel per group; 0: all kernels
   */
  public DeepWeightPrior(
      UNetArchitecture architecture, List<GroupPrior> priors, int kernelsPerStep) {
    allKernels = kernels(architecture.layers().stream().filter(Layer::hasPrior).toList());
    groups = priors.stream().map(prior -> group(architecture, prior, kernelsPerStep)).toList();
  }

  /** The encoders' weights, {@code group1.encode.0.weight} and so on: what is trained. */
  public Map<String, NDArray> parameters() {
    Map<String, NDArray> parameters = new LinkedHashMap<>();
    groups.forEach(g -> g.encoder.forEach((name, w) -> parameters.put(g.name + "." + name, w)));
    return parameters;
  }

  /**
   * Estimate of the mean bound per kernel, in nats, a scalar.
   *
   * @param draw of the posterior
   * @param seeds of the choice of kernels
   */
  public NDArray meanBound(KernelPosterior.Draw draw, Seeds seeds) {
    NDArray sum = null;
    for (Group group : groups) {
      NDArray share = group.meanBound(draw, seeds.of(group.name)).mul(group.share(allKernels));
      sum = sum == null ? share : sum.add(share);
    }
    return sum;
  }

  private Group group(UNetArchitecture architecture, GroupPrior prior, int kernelsPerStep) {
    List<Layer> layers =
        architecture.layers().stream().filter(l -> l.group() == prior.group()).toList();
    double share = kernels(layers) / (double) allKernels;
    int wanted = Math.max(1, (int) Math.round(kernelsPerStep * share));
    boolean all = kernelsPerStep == 0 || wanted >= kernels(layers);
    return new Group(prior, layers, all ? 0 : wanted);
  }

  private static int kernels(List<Layer> layers) {
    return layers.stream().mapToInt(l -> l.in() * l.out()).sum();
  }

  /** One group of this network's kernels and its prior. */
  private static final class Group {

    private final String name;
    private final List<String> layers;
    private final int kernels;
    private final int chosen;
    private final long latent;
    private final Map<String, NDArray> encoder;
    private final ConvolutionTaps taps;
    private final KernelDecoder decoder;

    Group(GroupPrior prior, List<Layer> layers, int chosen) {
      this.name = GroupPrior.name(prior.group());
      this.layers = layers.stream().map(Layer::name).toList();
      this.kernels = kernels(layers);
      this.chosen = chosen;
      this.latent = prior.latent();
      this.encoder = KernelEncoder.own(prior.weights());
      this.taps = ConvolutionTaps.of(prior.standardDeviation().getManager());
      this.decoder = new KernelDecoder(prior.weights(), Heads.CLAMPED);
    }

    double share(int allKernels) {
      return kernels / (double) allKernels;
    }

    NDArray meanBound(KernelPosterior.Draw draw, Seeds seeds) {
      NDArray drawn = pooled(draw.kernels());
      NDArray entropies = pooled(draw.entropies());
      return chosen == 0
          ? bound(entropies, drawn).mean()
          : chosenBound(entropies, drawn, seeds).mean();
    }

    private NDArray chosenBound(NDArray entropies, NDArray drawn, Seeds seeds) {
      int[] rows = Arrays.copyOf(seeds.permutation(kernels), chosen);
      NDArray index = drawn.getManager().create(Arrays.stream(rows).asLongStream().toArray());
      return bound(entropies.get(index), drawn.get(index));
    }

    private NDArray bound(NDArray entropies, NDArray drawn) {
      NDArray epsilon = drawn.getManager().randomNormal(new Shape(drawn.getShape().get(0), latent));
      KernelVae vae = new KernelVae(new KernelEncoder(encoder, taps), decoder);
      return new DeepWeightPriorBound(vae).byClosedFormEntropies(entropies, drawn, epsilon);
    }

    private NDArray pooled(Map<String, NDArray> byLayer) {
      NDList arrays = new NDList();
      layers.forEach(layer -> arrays.add(byLayer.get(layer)));
      return NDArrays.concat(arrays);
    }
  }
}
