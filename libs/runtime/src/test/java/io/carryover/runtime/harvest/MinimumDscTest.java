package io.carryover.runtime.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.events.ArtifactRef;
import io.carryover.events.KernelSnapshot;
import io.carryover.events.KernelsHarvested;
import io.carryover.events.PriorSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MinimumDscTest {
  private static final Double NO_VALIDATION = null;

  @Test
  void isReachedByThatFigureAndNotByALowerOne() {
    // Given
    KernelsHarvested network = network(0.6, 0, 0.59, 0.6, 0.7);
    // When
    List<KernelSnapshot> reached = MinimumDsc.of(network).reachedBy(network);
    // Then
    assertThat(reached).extracting(KernelSnapshot::getRestart).containsExactly(1, 2);
  }

  @Test
  void lastIsThatOfTheLastRestartWhateverTheOrder() {
    // Given
    KernelsHarvested network = network(0.6, 0, 0.8, 0.7, 0.5);
    network.setSnapshots(
        List.of(
            network.getSnapshots().get(2),
            network.getSnapshots().get(1),
            network.getSnapshots().get(0)));
    // When, Then
    assertThat(MinimumDsc.of(network).lastReachedBy(network).orElseThrow().getRestart()).isOne();
  }

  @Test
  void isNotReachedWithoutValidationScansUnlessNothingIsDemanded() {
    assertThat(reached(network(0.6, 0, NO_VALIDATION))).isEmpty();
    assertThat(reached(network(0, 0, NO_VALIDATION))).hasSize(1);
    assertThat(reached(network(0, 0, 0.0))).hasSize(1);
  }

  @Test
  void refusalSaysTheFiguresOfEachNetwork() {
    // Given
    List<KernelsHarvested> weak =
        List.of(network(0.6, 0, 0.411, 0.52), network(0.6, 1, NO_VALIDATION));
    // When, Then
    assertThat(new MinimumDsc(0.6).tooWeak(weak))
        .returns("SOURCE_TOO_WEAK", reason -> reason.getCode())
        .returns(
            "source networks must reach DSC 0.60, got network 1: 0.41, 0.52; network 2: none, for"
                + " there were no validation scans (cohort hippocampus)",
            reason -> reason.getMessage());
  }

  private static List<KernelSnapshot> reached(KernelsHarvested network) {
    return MinimumDsc.of(network).reachedBy(network);
  }

  private static KernelsHarvested network(double least, int network, Double... figures) {
    return KernelsHarvested.newBuilder()
        .setCohortId("hippocampus")
        .setManifestSha256("m")
        .setRunId("run")
        .setNetwork(network)
        .setNetworks(2)
        .setSnapshots(snapshots(Arrays.asList(figures)))
        .setPrior(new PriorSpec(1, 1, 1e-3, 1, 0.1, 6, 0, 0.1, 1L, least, false))
        .setCodeVersion("1")
        .setHarvestedAt(Instant.EPOCH)
        .build();
  }

  private static List<KernelSnapshot> snapshots(List<Double> figures) {
    ArtifactRef file = new ArtifactRef("file:///f", "f", 1L);
    return IntStream.range(0, figures.size())
        .mapToObj(restart -> new KernelSnapshot(restart, file, file, figures.get(restart)))
        .toList();
  }
}
