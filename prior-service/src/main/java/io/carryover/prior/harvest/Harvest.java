package io.carryover.prior.harvest;

import io.carryover.events.ArtifactRef;
import io.carryover.events.KernelSnapshot;
import io.carryover.events.KernelsHarvested;
import io.carryover.events.PriorFitRequested;
import io.carryover.events.Reason;
import io.carryover.runtime.failure.RejectedException;
import io.carryover.runtime.harvest.MinimumDsc;
import io.carryover.runtime.id.ContentId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers the kernels of networks and says when a prior is to be fitted over them.
 *
 * @param codeVersion version of this code, part of the prior's id
 */
record Harvest(String codeVersion) {
  private static final Logger log = LoggerFactory.getLogger(Harvest.class);

  /**
   * Networks of a cohort at most: far above use, and a bound on what one event makes us look up.
   */
  private static final int MOST_NETWORKS = 1000;

  /**
   * What became of a set of networks.
   *
   * @param request the fit of a prior over them
   * @param refusal why it is not to be fitted; empty if it is
   */
  record Decision(PriorFitRequested request, Optional<Reason> refusal) {}

  /**
   * Takes one network in.
   *
   * @return what becomes of its set, if this network was the last one missing; SOURCE_TOO_WEAK if
   *     no network reaches the validation DSC that its cohort demands
   * @throws RejectedException HARVEST_INCONSISTENT if the event contradicts itself
   */
  Optional<Decision> take(KernelsHarvested network, HarvestState state) {
    check(network);
    if (state.isUsed(network)) {
      return Optional.empty();
    }
    state.keep(network);
    List<KernelsHarvested> set = together(network, state);
    if (set.size() < network.getNetworks()) {
      return Optional.empty();
    }
    Decision decision = decision(set);
    set.forEach(member -> state.use(member, decision.request().getPriorId()));
    return Optional.of(decision);
  }

  /** Of the networks that are left, or a refusal under the id of all. */
  private Decision decision(List<KernelsHarvested> set) {
    MinimumDsc minimum = MinimumDsc.of(set.get(0));
    List<KernelsHarvested> left =
        set.stream().map(network -> left(network, minimum)).flatMap(Optional::stream).toList();
    return left.isEmpty()
        ? new Decision(request(set), Optional.of(minimum.tooWeak(set)))
        : new Decision(request(left), Optional.empty());
  }

  /** The network with those snapshots that reach the minimum; empty if none does. */
  private static Optional<KernelsHarvested> left(KernelsHarvested network, MinimumDsc minimum) {
    List<KernelSnapshot> reached = minimum.reachedBy(network);
    network.getSnapshots().stream()
        .filter(snapshot -> !reached.contains(snapshot))
        .forEach(snapshot -> logDropped(network, snapshot, minimum));
    return reached.isEmpty()
        ? Optional.empty()
        : Optional.of(KernelsHarvested.newBuilder(network).setSnapshots(reached).build());
  }

  private static void logDropped(
      KernelsHarvested network, KernelSnapshot snapshot, MinimumDsc minimum) {
    log.warn(
        "kernels of restart {} of run {} are left out: DSC must reach {}, got {}",
        snapshot.getRestart(),
        network.getRunId(),
        minimum.least(),
        MinimumDsc.figure(snapshot));
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
    request.setPriorId(id(request));
    return request;
  }

  /** Of what is fitted, wherever the kernels lie. */
  private static String id(PriorFitRequested request) {
    PriorFitRequested copy = PriorFitRequested.newBuilder(request).build();
    copy.getKernels().forEach(kernels -> kernels.setUri(""));
    return ContentId.of(copy, "priorId", "requestedAt", "plannedAt");
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
