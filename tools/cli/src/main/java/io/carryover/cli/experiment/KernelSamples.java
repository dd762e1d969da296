package io.carryover.cli.experiment;

import io.carryover.cli.evidence.KernelGroup;
import io.carryover.events.KernelSnapshot;
import io.carryover.events.KernelsHarvested;
import io.carryover.events.PriorFitted;
import io.carryover.networks.engine.TensorEngine;
import io.carryover.networks.prior.PriorSamples;
import io.carryover.networks.prior.SourceKernels;
import io.carryover.runtime.store.ArtifactStore;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Kernels of the source networks beside samples of the prior that was fitted to them. Loads the
 * tensor library, which no other part of the command needs.
 */
final class KernelSamples {
  private static final int PER_GROUP = 12;
  private static final int THREADS = 1;
  private static final long SEED = 1;

  private final ArtifactStore store;

  KernelSamples(ArtifactStore store) {
    this.store = store;
  }

  /**
   * Of each group.
   *
   * @param networks source networks; those whose kernels the prior holds are taken
   * @param minimumNorm as in the prior's hyperparameters
   * @throws io.carryover.runtime.failure.RejectedException a file is not in the store
   */
  List<KernelGroup> of(
      PriorFitted prior, Collection<KernelsHarvested> networks, double minimumNorm) {
    TensorEngine.useThreads(THREADS);
    List<float[][]> source =
        SourceKernels.pick(files(prior, networks), minimumNorm, PER_GROUP, SEED);
    List<float[][]> samples = PriorSamples.draw(store.fetch(prior.getPrior()), PER_GROUP, SEED);
    return IntStream.range(0, samples.size())
        .mapToObj(i -> group(i + 1, source.get(i), samples.get(i)))
        .toList();
  }

  private static KernelGroup group(int number, float[][] source, float[][] samples) {
    return new KernelGroup(number, Arrays.asList(source), Arrays.asList(samples));
  }

  private List<Path> files(PriorFitted prior, Collection<KernelsHarvested> networks) {
    return networks.stream()
        .filter(network -> prior.getRunIds().contains(network.getRunId()))
        .flatMap(network -> network.getSnapshots().stream())
        .map(KernelSnapshot::getKernels)
        .map(store::fetch)
        .toList();
  }
}
