package io.carryover.runtime.service;

import io.carryover.runtime.event.EventHeaders;
import io.carryover.runtime.event.EventPublisher;
import io.carryover.runtime.run.RunDirectories;
import io.carryover.runtime.status.RunStatus;
import io.carryover.runtime.status.StatusRecords;
import io.carryover.runtime.store.ArtifactStore;
import io.carryover.runtime.store.DirectoryArtifactStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * What the parts of a service are built from: its connections and its directories, each of them
 * once.
 */
public final class ServiceResources implements AutoCloseable {
  private final Map<String, Object> kafka;
  private final EventHeaders headers;
  private final EventPublisher publisher;
  private final ArtifactStore store;
  private final Path workDirectory;
  private final BrokerProbe broker;

  /**
   * Opens them. The broker need not answer yet, but one of its names must resolve: Kafka's clients
   * refuse to open otherwise, the service does not start, and whoever started it starts it anew.
   *
   * @param service name of the service, for example "prior-service"
   * @param settings of the service
   * @param kafka client settings
   */
  public ServiceResources(String service, ServiceSettings settings, Map<String, Object> kafka) {
    String source = "/%s/%s".formatted(service, settings.replica());
    List<Path> readRoots = settings.store().readRoots().orElse(List.of());
    this.kafka = Map.copyOf(kafka);
    this.headers = new EventHeaders(source, Clock.systemUTC());
    this.publisher = new EventPublisher(this.kafka, source);
    this.store = new DirectoryArtifactStore(settings.store().directory(), readRoots);
    this.workDirectory = settings.workDirectory();
    this.broker = new BrokerProbe(this.kafka);
  }

  /** Settings of every Kafka client. */
  public Map<String, Object> kafka() {
    return kafka;
  }

  /** The time of events. */
  public Clock clock() {
    return headers.clock();
  }

  /** For events that a topology emits. */
  public EventHeaders headers() {
    return headers;
  }

  /** For events outside of topologies. */
  public EventPublisher publisher() {
    return publisher;
  }

  /** Publishes run status. */
  public RunStatus status() {
    return new RunStatus(publisher, clock());
  }

  /** Status for topologies, which publish by themselves. */
  public StatusRecords statusRecords() {
    return new StatusRecords(clock());
  }

  /** The artifact store. */
  public ArtifactStore store() {
    return store;
  }

  /** Directories of runs under way. */
  public RunDirectories runs() {
    return new RunDirectories(workDirectory.resolve("runs"));
  }

  /** Directory for the state of topologies. */
  public Path streamsDirectory() {
    return workDirectory.resolve("streams");
  }

  /** For readiness. */
  public BrokerProbe broker() {
    return broker;
  }

  /** Closes the connections. */
  @Override
  public void close() {
    publisher.close();
    broker.close();
  }
}
