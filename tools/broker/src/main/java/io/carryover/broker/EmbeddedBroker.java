package io.carryover.broker;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A single Kafka node, controller and broker in one, on 127.0.0.1. Share groups are on, topics are
 * never created by accident. Its directory may be used again: topics, records and group state stay.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedBroker(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /** Starts on a free port; returns when clients may connect. */
  public static EmbeddedBroker start(Path dataDirectory) {
    return start(dataDirectory, StartConditions.freePort());
  }

  /**
   * Starts on the given port; returns when clients may connect.
   *
   * @throws IllegalStateException when the port or the directory is in use
   */
  public static EmbeddedBroker start(Path dataDirectory, int port) {
    StartConditions.requireFree(port);
    StartConditions.requireUnused(dataDirectory);
    formatOnce(dataDirectory);
    NodeConfig node = new NodeConfig(dataDirectory, port, StartConditions.freePort());
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(node.toMap(), false), Time.SYSTEM);
    server.startup();
    return new EmbeddedBroker(server, port);
  }

  /** Where clients connect: 127.0.0.1 and the port. */
  public String bootstrapServers() {
    return NodeConfig.HOST + ":" + port;
  }

  /** The port of {@link #bootstrapServers()}. */
  public int port() {
    return port;
  }

  /** Stops; returns when the port is free and everything is on disk. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void formatOnce(Path directory) {
    if (Files.exists(directory.resolve("meta.properties"))) {
      return;
    }
    try {
      formatter(directory).run();
    } catch (Exception e) {
      throw new IllegalStateException("cannot format the broker's directory " + directory, e);
    }
  }

  private static Formatter formatter(Path directory) {
    PrintStream quiet =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Formatter()
        .setPrintStream(quiet)
        .setNodeId(NodeConfig.NODE_ID)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName(NodeConfig.CONTROLLER)
        .setMetadataLogDirectory(directory.toString())
        .addDirectory(directory.toString());
  }
}
