package io.carryover.prior.harvest;

import io.carryover.events.ArtifactRef;
import io.carryover.events.KernelSnapshot;
import io.carryover.events.KernelsHarvested;
import io.carryover.events.PriorFitRequested;
import io.carryover.runtime.failure.RejectedException;
import io.carryover.runtime.id.ContentId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Gathers the kernels of networks and says when a prior is to be fitted over them.
 *
 * @param codeVersion version of this code, part of the prior's id
 */
record Harvest(String codeVersion) {
  /**
   * Networks of a cohort at most: far above use, and a bound on what one event makes us look up.
   */
  private static final int MOST_NETWORKS = 1000;

  /**
   * Takes one network in.
   *
   * @return the request, if this network was the last one missing
   * @throws RejectedException HARVEST_INCONSISTENT if the event contradicts itself
   */
  Optional<PriorFitRequested> take(KernelsHarvested network, HarvestState state) {
    check(network);
    if (state.isUsed(network)) {
      return Optional.empty();
    }
    state.keep(network);
    List<KernelsHarvested> set = together(network, state);
    if (set.size() < network.getNetworks()) {
      return Optional.empty();
    }
    PriorFitRequested request = request(set);
    set.forEach(member -> state.use(member, request.getPriorId()));
    return Optional.of(request);
  }

  private static void check(KernelsHarvested network) {
    require(
        network.getNetworks() >= 1 && network.getNetworks() <= MOST_NETWORKS,
        "networks must be 1 to %d, got %d".formatted(MOST_NETWORKS, network.getNetworks()),
        network);
    require(
        network.getNetwork() >= 0 && network.getNetwork() < network.getNetworks(),
        "network must be 0 to %d, got %d"
            .formatted(network.getNetworks() - 1, network.getNetwork()),
        network);
    require(!network.getSnapshots().isEmpty(), "a network must have snapshots, got none", network);
  }

  private static void require(boolean holds, String rule, KernelsHarvested network) {
    if (!holds) {
      throw new RejectedException(
          "HARVEST_INCONSISTENT",
          "%s (run %s of cohort %s)".formatted(rule, network.getRunId(), network.getCohortId()));
    }
  }

  /** The networks kept so far that go with this one, by index. */
  private static List<KernelsHarvested> together(KernelsHarvested network, HarvestState state) {
    return IntStream.range(0, network.getNetworks())
        .mapToObj(index -> state.kept(network, index))
        .flatMap(Optional::stream)
        .filter(other -> other.getNetworks() == network.getNetworks())
        .filter(other -> other.getPrior().equals(network.getPrior()))
        .filter(other -> other.getCodeVersion().equals(network.getCodeVersion()))
        .toList();
  }

  private PriorFitRequested request(List<KernelsHarvested> set) {
    KernelsHarvested any = set.get(0);
    PriorFitRequested request =
        PriorFitRequested.newBuilder()
            .setPriorId("")
            .setSourceCohortId(any.getCohortId())
            .setManifestSha256(any.getManifestSha256())
            .setRunIds(set.stream().map(KernelsHarvested::getRunId).toList())
            .setKernels(set.stream().flatMap(Harvest::kernels).toList())
            .setSpec(any.getPrior())
            .setCodeVersion(codeVersion)
            .setRequestedAt(latest(set, KernelsHarvested::getHarvestedAt))
            .setPlannedAt(latest(set, KernelsHarvested::getPlannedAt))
            .build();
    request.setPriorId(ContentId.of(request, "priorId", "requestedAt", "plannedAt"));
    return request;
  }

  private static Stream<ArtifactRef> kernels(KernelsHarvested network) {
    return network.getSnapshots().stream()
        .sorted(Comparator.comparingInt(KernelSnapshot::getRestart))
        .map(KernelSnapshot::getKernels);
  }

  /** A time of the set, not of this clock: a repetition requests at the same time. */
  private static Instant latest(
      List<KernelsHarvested> set, Function<KernelsHarvested, Instant> time) {
    return set.stream().map(time).max(Comparator.naturalOrder()).orElseThrow();
  }
}
