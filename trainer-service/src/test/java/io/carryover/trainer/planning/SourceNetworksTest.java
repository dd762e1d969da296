package io.carryover.trainer.planning;

import static io.carryover.trainer.TrainerEvents.NOON;
import static io.carryover.trainer.TrainerEvents.harvest;
import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.events.ArtifactRef;
import io.carryover.events.KernelSnapshot;
import io.carryover.events.KernelsHarvested;
import io.carryover.events.PriorSpec;
import io.carryover.trainer.TrainerEvents;
import io.carryover.trainer.planning.SourceNetworks.Choice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceNetworksTest {
  private static final Double NO_VALIDATION = null;

  @ParameterizedTest
  @CsvSource({"0,network-0", "1,network-1", "2,network-2", "7,network-1", "-1,network-2"})
  void seedChoosesTheNetworkByItsLastRestart(long seed, String network) {
    // Given
    SourceNetworks networks =
        SourceNetworks.of(List.of(network(2, 0.9), network(0, 0.7, 0.8), network(1, 0.9)));
    // When, Then
    String last = network.equals("network-0") ? "-1" : "-0";
    assertThat(start(networks, seed)).isEqualTo(network + last);
  }

  @Test
  void waitsForTheNetworkThatTheSeedChoosesAndForNoOther() {
    // Given
    SourceNetworks networks = SourceNetworks.of(List.of(network(1, 0.9)));
    // When, Then
    assertThat(networks.choice(0)).isEmpty();
    assertThat(networks.choice(1)).isPresent();
    assertThat(SourceNetworks.of(List.of()).choice(1)).isEmpty();
  }

  @Test
  void passesOverNetworksBelowTheMinimum() {
    // Given a minimum of 0.6
    SourceNetworks networks =
        SourceNetworks.of(List.of(network(0, 0.9), network(1, 0.5), network(2, NO_VALIDATION)));
    // When, Then
    assertThat(start(networks, 1)).isEqualTo("network-0-0");
    assertThat(start(networks, 2)).isEqualTo("network-0-0");
  }

  @Test
  void waitsForTheNetworkAfterAWeakOne() {
    assertThat(SourceNetworks.of(List.of(network(1, 0.5))).choice(1)).isEmpty();
  }

  @Test
  void startsBeforeARestartThatMadeItWeak() {
    assertThat(start(SourceNetworks.of(List.of(network(0, 0.7, 0.5))), 0)).isEqualTo("network-0-0");
  }

  @Test
  void refusesWhereNoNetworkReachesTheMinimum() {
    // Given
    SourceNetworks networks =
        SourceNetworks.of(List.of(network(2, 0.1), network(0, 0.41, 0.52), network(1, 0.3)));
    // When
    Choice choice = networks.choice(1).orElseThrow();
    // Then
    assertThat(choice.weights()).isEmpty();
    assertThat(choice.refusal().orElseThrow().getCode()).isEqualTo("SOURCE_TOO_WEAK");
    assertThat(choice.refusal().orElseThrow().getMessage())
        .isEqualTo(
            "source networks must reach DSC 0.60, got network 1: 0.41, 0.52; network 2: 0.30;"
                + " network 3: 0.10 (cohort hippocampus)");
  }

  @Test
  void countsOnlyTheDefinitionThatWasPlannedLast() {
    // Given network 0 of an earlier definition
    KernelsHarvested earlier = network(0, 0.9);
    KernelsHarvested later = of("later", NOON.plusSeconds(1), network(1, 0.9));
    // When
    SourceNetworks networks = SourceNetworks.of(List.of(earlier, later));
    // Then
    assertThat(networks.choice(0)).isEmpty();
    assertThat(networks.choice(1)).isPresent();
  }

  private static String start(SourceNetworks networks, long seed) {
    return networks.choice(seed).flatMap(Choice::weights).map(ArtifactRef::getUri).orElseThrow();
  }

  /** One of three networks, whose cohort demands a DSC of 0.6, with a figure for each restart. */
  private static KernelsHarvested network(int network, Double... figures) {
    List<KernelSnapshot> snapshots = new ArrayList<>();
    for (Double figure : figures) {
      ArtifactRef file =
          new ArtifactRef("network-%d-%d".formatted(network, snapshots.size()), "", 1L);
      snapshots.add(new KernelSnapshot(snapshots.size(), file, file, figure));
    }
    PriorSpec prior = PriorSpec.newBuilder(TrainerEvents.priorSpec()).setMinimumDsc(0.6).build();
    KernelsHarvested.Builder harvest =
        KernelsHarvested.newBuilder(harvest()).setNetwork(network).setNetworks(3);
    return of("first", NOON, harvest.setSnapshots(snapshots).setPrior(prior).build());
  }

  private static KernelsHarvested of(
      String definitionId, Instant plannedAt, KernelsHarvested harvest) {
    return KernelsHarvested.newBuilder(harvest)
        .setDefinitionId(definitionId)
        .setPlannedAt(plannedAt)
        .build();
  }
}
