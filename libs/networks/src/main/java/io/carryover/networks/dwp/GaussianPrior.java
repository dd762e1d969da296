package io.carryover.networks.dwp;

import static io.carryover.networks.engine.EngineNumber.times;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.carryover.networks.random.Seeds;
import io.carryover.networks.unet.UNetArchitecture;
import io.carryover.networks.vae.Gaussian;
import io.carryover.networks.vae.KernelEncoder;
import java.util.List;
import java.util.Map;

/**
 * Control: a Gaussian per tap and group, fitted to the kernels that the VAEs are fitted to. KL(q ||
 * p) has a closed form, and nothing of the prior is trained with the network.
 *
 * <pre>
 *   KL = sum over 27 taps of 1/2 (log s^2 - logVariance + (exp(logVariance) + (mu - m)^2) / s^2 - 1)
 * </pre>
 */
public final class GaussianPrior implements KernelPrior {

  private final List<KernelGroup> groups;
  private final List<Gaussian> priors;

  /**
   * The prior of a network of this architecture.
   *
   * @param priors of all seven groups, in order
   * @param kernelsPerStep size of the subset, at least one kernel per group; 0: all kernels
   */
  public GaussianPrior(UNetArchitecture architecture, List<GroupPrior> priors, int kernelsPerStep) {
    this.groups = KernelGroup.all(architecture, kernelsPerStep);
    this.priors = priors.stream().map(prior -> prior.gaussian().distribution()).toList();
  }

  @Override
  public Map<String, NDArray> parameters() {
    return Map.of();
  }

  /** KL(q || p) itself. */
  @Override
  public NDArray meanBound(KernelPosterior.Draw draw, Seeds seeds) {
    return groups.stream()
        .map(group -> times(meanDivergence(group, draw, seeds), group.share()))
        .reduce(NDArray::add)
        .orElseThrow();
  }

  private NDArray meanDivergence(KernelGroup group, KernelPosterior.Draw draw, Seeds seeds) {
    return group.subset(draw, seeds).posterior().klTo(prior(group.number())).mean();
  }

  @Override
  public NDArray sample(int group, int count) {
    NDArray mean = prior(group).mean();
    return prior(group).at(mean.getManager().randomNormal(new Shape(count, KernelEncoder.TAPS)));
  }

  private Gaussian prior(int group) {
    return priors.get(group - 1);
  }
}
