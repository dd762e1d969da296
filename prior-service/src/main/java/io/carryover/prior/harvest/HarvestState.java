package io.carryover.prior.harvest;

import io.carryover.events.EventSerde;
import io.carryover.events.KernelsHarvested;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** What was harvested: networks that wait for the others, and runs whose kernels are in a prior. */
final class HarvestState {
  private static final String WAITING = "waiting";
  private static final String USED = "used";

  /** By cohort, manifest and network. */
  private final KeyValueStore<String, KernelsHarvested> waiting;

  /** Prior id by run id. */
  private final KeyValueStore<String, String> used;

  HarvestState(ProcessorContext<?, ?> context) {
    this.waiting = context.getStateStore(WAITING);
    this.used = context.getStateStore(USED);
  }

  /** In memory: a few entries, rebuilt from their changelog topics. */
  static Set<StoreBuilder<?>> stores() {
    return Set.of(
        Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(WAITING),
            Serdes.String(),
            EventSerde.of(KernelsHarvested.class)),
        Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(USED), Serdes.String(), Serdes.String()));
  }

  boolean isUsed(String runId) {
    return used.get(runId) != null;
  }

  /** Keeps a network in place of an earlier run of it. */
  void keep(KernelsHarvested network) {
    waiting.put(key(network), network);
  }

  Optional<KernelsHarvested> kept(String cohortId, String manifestSha256, int network) {
    return Optional.ofNullable(waiting.get(key(cohortId, manifestSha256, network)));
  }

  /** The network waits no longer, its kernels are in a prior. */
  void use(KernelsHarvested network, String priorId) {
    waiting.delete(key(network));
    used.put(network.getRunId(), priorId);
  }

  private static String key(KernelsHarvested network) {
    return key(network.getCohortId(), network.getManifestSha256(), network.getNetwork());
  }

  private static String key(String cohortId, String manifestSha256, int network) {
    return "%s/%s/%d".formatted(cohortId, manifestSha256, network);
  }
}
