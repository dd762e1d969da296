package io.carryover.trainer.planning;

import io.carryover.events.ArtifactRef;
import io.carryover.events.KernelSnapshot;
import io.carryover.events.KernelsHarvested;
import io.carryover.events.Reason;
import io.carryover.runtime.harvest.MinimumDsc;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The harvested networks of the definition of a source cohort that was planned last.
 *
 * <p>A training starts from network {@code seed mod networks}, so that seeds differ, or, where that
 * does not reach the validation DSC that its cohort demands, from the next one that does, counted
 * round. So it waits for no more networks than it must, and what it chooses does not depend on
 * their order of arrival.
 *
 * @param harvests by network, the latest of each; some may be missing yet
 */
record SourceNetworks(List<KernelsHarvested> harvests) {
  /** Orders harvests by when they were planned. */
  static final Comparator<KernelsHarvested> BY_PLAN =
      Comparator.comparing(KernelsHarvested::getPlannedAt)
          .thenComparing(KernelsHarvested::getHarvestedAt)
          .thenComparing(KernelsHarvested::getRunId);

  SourceNetworks {
    harvests =
        harvests.stream().sorted(Comparator.comparing(KernelsHarvested::getNetwork)).toList();
  }

  /** Those of the latest definition among all that are known of a cohort. */
  static SourceNetworks of(List<KernelsHarvested> known) {
    return new SourceNetworks(
        known.stream()
            .max(BY_PLAN)
            .map(
                latest -> known.stream().filter(other -> isOfOneDefinition(other, latest)).toList())
            .orElse(List.of()));
  }

  /** Whether an event tells of one network among those of its cohort, and of its weights. */
  static boolean canHold(KernelsHarvested harvest) {
    return harvest.getNetwork() >= 0
        && harvest.getNetwork() < harvest.getNetworks()
        && !harvest.getSnapshots().isEmpty();
  }

  private static boolean isOfOneDefinition(KernelsHarvested one, KernelsHarvested other) {
    return one.getDefinitionId().equals(other.getDefinitionId())
        && one.getManifestSha256().equals(other.getManifestSha256())
        && one.getNetworks() == other.getNetworks();
  }

  /**
   * Where a training starts.
   *
   * @param weights after the last restart that will do; empty if it is refused
   * @param refusal SOURCE_TOO_WEAK if no network will do
   */
  record Choice(Optional<ArtifactRef> weights, Optional<Reason> refusal) {
    private static Choice start(ArtifactRef weights) {
      return new Choice(Optional.of(weights), Optional.empty());
    }

    private static Choice refused(Reason reason) {
      return new Choice(Optional.empty(), Optional.of(reason));
    }
  }

  /** The choice of a training of this seed; empty while it depends on networks that are missing. */
  Optional<Choice> choice(long seed) {
    if (harvests.isEmpty()) {
      return Optional.empty();
    }
    int first = Math.floorMod(seed, networks());
    return IntStream.range(first, first + networks())
        .mapToObj(network -> harvest(network % networks()))
        .filter(next -> next.isEmpty() || weights(next.get()).isPresent())
        .findFirst()
        .map(next -> next.flatMap(SourceNetworks::weights).map(Choice::start))
        .orElseGet(() -> Optional.of(Choice.refused(tooWeak())));
  }

  private int networks() {
    return harvests.get(0).getNetworks();
  }

  private Optional<KernelsHarvested> harvest(int network) {
    return harvests.stream().filter(harvest -> harvest.getNetwork() == network).findFirst();
  }

  private static Optional<ArtifactRef> weights(KernelsHarvested harvest) {
    return MinimumDsc.of(harvest).lastReachedBy(harvest).map(KernelSnapshot::getWeights);
  }

  private Reason tooWeak() {
    return MinimumDsc.of(harvests.get(0)).tooWeak(harvests);
  }
}
