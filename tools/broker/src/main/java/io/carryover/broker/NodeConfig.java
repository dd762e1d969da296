package io.carryover.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Kafka's configuration of a node that is alone. */
record NodeConfig(Path directory, int port, int controllerPort) {
  static final String HOST = "127.0.0.1";
  static final String CONTROLLER = "CONTROLLER";
  static final int NODE_ID = 1;

  private static final String FEW_PARTITIONS = "4";

  Map<String, String> toMap() {
    Map<String, String> config = new HashMap<>(identity());
    config.putAll(unreplicated());
    config.putAll(internalTopics());
    config.putAll(groups());
    config.putAll(small());
    return config;
  }

  private Map<String, String> identity() {
    return Map.of(
        "process.roles", "broker,controller",
        "node.id", Integer.toString(NODE_ID),
        "listeners",
            "PLAINTEXT://%s:%d,%s://%1$s:%4$d".formatted(HOST, port, CONTROLLER, controllerPort),
        "advertised.listeners", "PLAINTEXT://%s:%d".formatted(HOST, port),
        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT",
        "controller.listener.names", CONTROLLER,
        "controller.quorum.voters", "%d@%s:%d".formatted(NODE_ID, HOST, controllerPort),
        "log.dirs", directory.toString());
  }

  private static Map<String, String> unreplicated() {
    return Map.of(
        "default.replication.factor", "1",
        "min.insync.replicas", "1",
        "offsets.topic.replication.factor", "1",
        "transaction.state.log.replication.factor", "1",
        "transaction.state.log.min.isr", "1",
        "share.coordinator.state.topic.replication.factor", "1",
        "share.coordinator.state.topic.min.isr", "1");
  }

  private static Map<String, String> internalTopics() {
    return Map.of(
        "auto.create.topics.enable", "false",
        "offsets.topic.num.partitions", FEW_PARTITIONS,
        "transaction.state.log.num.partitions", FEW_PARTITIONS,
        "share.coordinator.state.topic.num.partitions", FEW_PARTITIONS);
  }

  /** Groups start at once, members get their share in a second, a test may set a short lock. */
  private static Map<String, String> groups() {
    return Map.of(
        "group.initial.rebalance.delay.ms", "0",
        "group.share.assignment.interval.ms", "0",
        "group.share.min.heartbeat.interval.ms", "500",
        "group.share.heartbeat.interval.ms", "500",
        "group.share.min.record.lock.duration.ms", "1000");
  }

  private static Map<String, String> small() {
    return Map.of(
        "num.network.threads", "2",
        "num.io.threads", "4",
        "background.threads", "2",
        "log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20));
  }
}
