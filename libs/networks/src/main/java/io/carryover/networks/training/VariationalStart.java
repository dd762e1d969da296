package io.carryover.networks.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.carryover.networks.dwp.DeepWeightPrior;
import io.carryover.networks.dwp.GaussianPrior;
import io.carryover.networks.dwp.GroupPrior;
import io.carryover.networks.dwp.KernelPrior;
import io.carryover.networks.random.Seeds;
import io.carryover.networks.unet.UNetArchitecture;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What DWP starts with: the prior that its settings choose, and the posterior means. */
final class VariationalStart {

  private final NDManager manager;
  private final UNetArchitecture architecture;
  private final TrainingSettings settings;
  private final Start.WithPrior start;
  private final KernelPrior prior;

  /**
   * Reads the prior.
   *
   * @throws UnusableStartException where the file does not hold the prior that is asked for
   */
  VariationalStart(
      NDManager manager,
      UNetArchitecture architecture,
      TrainingSettings settings,
      Start.WithPrior start) {
    this.manager = manager;
    this.architecture = architecture;
    this.settings = settings;
    this.start = start;
    this.prior = readPrior(start.prior());
  }

  KernelPrior prior() {
    return prior;
  }

  /**
   * Means of all layers, points of those without a prior.
   *
   * @throws UnusableStartException where the source network is none of this architecture
   */
  Map<String, NDArray> means() {
    InitialWeights initial = new InitialWeights(manager, architecture);
    Seeds seeds = new Seeds(settings.seed());
    return switch (settings.posterior().initialMeans()) {
      case HE -> initial.he(seeds);
      case PRIOR -> initial.ofPrior(prior, seeds);
      case SOURCE -> initial.ofFile(sourceWeights());
    };
  }

  private KernelPrior readPrior(Path file) {
    try {
      return chosen(GroupPrior.readAll(manager, file));
    } catch (IllegalArgumentException e) {
      throw new UnusableStartException(e);
    }
  }

  private KernelPrior chosen(List<GroupPrior> groups) {
    int kernelsPerStep = settings.posterior().kernelsPerStep();
    return switch (settings.posterior().priorKind()) {
      case VAE -> new DeepWeightPrior(architecture, groups, kernelsPerStep);
      case SHUFFLED -> new DeepWeightPrior(architecture, shuffled(groups), kernelsPerStep);
      case GAUSSIAN -> new GaussianPrior(architecture, groups, kernelsPerStep);
    };
  }

  private static List<GroupPrior> shuffled(List<GroupPrior> groups) {
    return groups.stream().map(GroupPrior::ofShuffledKernels).toList();
  }

  private Path sourceWeights() {
    return start
        .sourceWeights()
        .orElseThrow(
            () ->
                new UnusableStartException(
                    "posterior means from SOURCE need source weights, got none"));
  }
}
