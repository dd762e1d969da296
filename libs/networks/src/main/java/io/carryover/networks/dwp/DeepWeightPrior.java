package io.carryover.networks.dwp;

import static io.carryover.networks.engine.EngineNumber.times;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.carryover.networks.random.Seeds;
import io.carryover.networks.unet.UNetArchitecture;
import io.carryover.networks.vae.ConvolutionTaps;
import io.carryover.networks.vae.Heads;
import io.carryover.networks.vae.KernelDecoder;
import io.carryover.networks.vae.KernelEncoder;
import io.carryover.networks.vae.KernelVae;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The VAE priors of all seven groups over the kernels of one network: frozen decoders, encoders
 * that are trained with the network.
 */
public final class DeepWeightPrior implements KernelPrior {

  private final List<Group> groups;

  /**
   * The prior of a network of this architecture.
   *
   * @param priors of all seven groups, in order
   * @param kernelsPerStep size of the subset, at least one kernel per group; 0: all kernels
   */
  public DeepWeightPrior(
      UNetArchitecture architecture, List<GroupPrior> priors, int kernelsPerStep) {
    groups =
        KernelGroup.all(architecture, kernelsPerStep).stream()
            .map(group -> new Group(group, priors.get(group.number() - 1)))
            .toList();
  }

  /** The encoders' weights, {@code group1.encode.0.weight} and so on. */
  @Override
  public Map<String, NDArray> parameters() {
    Map<String, NDArray> parameters = new LinkedHashMap<>();
    groups.forEach(
        g -> g.encoder.forEach((name, w) -> parameters.put(g.kernels.name() + "." + name, w)));
    return parameters;
  }

  /** The upper bound of KL(q || p), see {@link DeepWeightPriorBound}, by one latent sample. */
  @Override
  public NDArray meanBound(KernelPosterior.Draw draw, Seeds seeds) {
    return groups.stream()
        .map(group -> times(group.meanBound(draw, seeds), group.kernels.share()))
        .reduce(NDArray::add)
        .orElseThrow();
  }

  /** Latents from N(0, I), decoded to a mean and noise about it. */
  @Override
  public NDArray sample(int group, int count) {
    return groups.get(group - 1).sample(count);
  }

  /** One group of this network's kernels and its prior. */
  private static final class Group {

    private final KernelGroup kernels;
    private final long latent;
    private final NDManager manager;
    private final Map<String, NDArray> encoder;
    private final ConvolutionTaps taps;
    private final KernelDecoder decoder;

    Group(KernelGroup kernels, GroupPrior prior) {
      this.kernels = kernels;
      this.latent = prior.latent();
      this.manager = prior.standardDeviation().getManager();
      this.encoder = KernelEncoder.own(prior.weights());
      this.taps = ConvolutionTaps.of(prior.standardDeviation().getManager());
      this.decoder = new KernelDecoder(prior.weights(), Heads.CLAMPED);
    }

    NDArray meanBound(KernelPosterior.Draw draw, Seeds seeds) {
      KernelGroup.Subset subset = kernels.subset(draw, seeds);
      return bound(subset.entropies(), subset.kernels()).mean();
    }

    private NDArray bound(NDArray entropies, NDArray drawn) {
      NDArray epsilon = drawn.getManager().randomNormal(new Shape(drawn.getShape().get(0), latent));
      KernelVae vae = new KernelVae(new KernelEncoder(encoder, taps), decoder);
      return new DeepWeightPriorBound(vae).byClosedFormEntropies(entropies, drawn, epsilon);
    }

    NDArray sample(int count) {
      return decoder
          .decode(manager.randomNormal(new Shape(count, latent)))
          .at(manager.randomNormal(new Shape(count, KernelEncoder.TAPS)));
    }
  }
}
