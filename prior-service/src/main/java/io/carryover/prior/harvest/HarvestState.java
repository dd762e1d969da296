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

/** What was harvested: networks that wait for the others, and runs whose set is complete. */
final class HarvestState {
  private static final String WAITING = "waiting";
  private static final String USED = "used";

  /** By cohort, manifest, definition and network. */
  private final KeyValueStore<String, KernelsHarvested> waiting;

  /** Prior id by run and when it was planned. */
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

  /** Whether the kernels went into a prior, as they were planned then. */
  boolean isUsed(KernelsHarvested network) {
    return used.get(usedKey(network)) != null;
  }

  /** Keeps a network in place of an earlier run of it. */
  void keep(KernelsHarvested network) {
    waiting.put(key(network), network);
  }

  /** The network of an index that belongs to the same definition. */
  Optional<KernelsHarvested> kept(KernelsHarvested sibling, int network) {
    return Optional.ofNullable(waiting.get(key(sibling, network)));
  }

  /** The network waits no longer, its kernels are in a prior. */
  void use(KernelsHarvested network, String priorId) {
    waiting.delete(key(network));
    used.put(usedKey(network), priorId);
  }

  private static String key(KernelsHarvested network) {
    return key(network, network.getNetwork());
  }

  private static String key(KernelsHarvested any, int network) {
    return "%s/%s/%s/%d"
        .formatted(any.getCohortId(), any.getManifestSha256(), any.getDefinitionId(), network);
  }

  private static String usedKey(KernelsHarvested network) {
    return "%s@%d".formatted(network.getRunId(), network.getPlannedAt().toEpochMilli());
  }
}
