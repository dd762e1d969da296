package io.carryover.prior;

import io.carryover.events.ArtifactRef;
import io.carryover.events.KernelSnapshot;
import io.carryover.events.KernelsHarvested;
import io.carryover.events.PriorSpec;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Events for the tests of this service. */
public final class PriorEvents {
  public static final String COHORT = "hippocampus";
  public static final String MANIFEST = "ab".repeat(32);
  public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private PriorEvents() {}

  /** A spec that fits in seconds. */
  public static PriorSpec quickSpec() {
    return new PriorSpec(30, 64, 2e-3, 5, 0.3, 6, 0, 0.05, 1L, 0.0, false);
  }

  /** One network of two, with a snapshot per restart. */
  public static KernelsHarvested network(int network, String runId, int snapshots) {
    return KernelsHarvested.newBuilder()
        .setCohortId(COHORT)
        .setManifestSha256(MANIFEST)
        .setRunId(runId)
        .setNetwork(network)
        .setNetworks(2)
        .setSnapshots(
            IntStream.range(0, snapshots).mapToObj(restart -> snapshot(runId, restart)).toList())
        .setPrior(quickSpec())
        .setCodeVersion("0.1.0")
        .setHarvestedAt(NOON.plusSeconds(network))
        .build();
  }

  /** A snapshot whose kernels are a file of that name. */
  public static KernelSnapshot snapshot(String runId, int restart) {
    return new KernelSnapshot(
        restart, file(runId + "-weights-" + restart), file(runId + "-kernels-" + restart), null);
  }

  /** A network that hands in the given kernels and is the only one of its cohort. */
  public static KernelsHarvested onlyNetwork(String runId, ArtifactRef kernels) {
    return KernelsHarvested.newBuilder(network(0, runId, 1))
        .setNetworks(1)
        .setSnapshots(List.of(new KernelSnapshot(0, kernels, kernels, null)))
        .build();
  }

  private static ArtifactRef file(String name) {
    return new ArtifactRef("file:/store/" + name, "cd".repeat(32), 12L);
  }
}
