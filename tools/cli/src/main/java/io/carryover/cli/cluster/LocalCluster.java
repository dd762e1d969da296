package io.carryover.cli.cluster;

import io.carryover.broker.EmbeddedBroker;
import io.carryover.cli.command.BrokerOption;
import io.carryover.cli.command.CommandFailure;
import io.carryover.cli.console.LibraryLog;
import io.carryover.cli.console.Progress;
import io.carryover.cli.console.TaskState;
import io.carryover.cli.process.ChildProcesses;
import io.carryover.cli.process.CloseOnExit;
import io.carryover.cli.process.Installation;
import io.carryover.events.Topic;
import io.carryover.runtime.topics.TopicSetup;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A running broker and its services. */
public final class LocalCluster {
  private static final Duration STOP_WITHIN = Duration.ofSeconds(15);
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);
  private static final long ASK_EVERY_MILLIS = 250;

  private final ClusterLayout layout;
  private final ChildProcesses children;
  private final Map<String, URI> services = new LinkedHashMap<>();

  private LocalCluster(ClusterLayout layout, ChildProcesses children) {
    this.layout = layout;
    this.children = children;
  }

  /**
   * Starts everything and returns when all services are ready.
   *
   * @param closeOnExit stops it all
   * @throws CommandFailure a port is taken, a service died or was not ready in time
   */
  public static LocalCluster start(
      ClusterLayout layout, Installation installation, CloseOnExit closeOnExit, Progress progress)
      throws IOException, InterruptedException {
    Files.createDirectories(layout.store());
    Files.createDirectories(layout.logs());
    LibraryLog.toFile(layout.logs().resolve("broker.log"));
    progress.line("starting the broker on 127.0.0.1:" + layout.brokerPort());
    closeOnExit.add(startBroker(layout));
    new TopicSetup(BrokerOption.clientSettings(bootstrap(layout))).ensure(Topic.values());
    ChildProcesses children = closeOnExit.add(ChildProcesses.logTo(layout.logs(), STOP_WITHIN));
    LocalCluster cluster = new LocalCluster(layout, children);
    cluster.startServices(installation);
    cluster.awaitReady(progress);
    return cluster;
  }

  private static EmbeddedBroker startBroker(ClusterLayout layout) {
    try {
      return EmbeddedBroker.start(layout.broker(), layout.brokerPort());
    } catch (RuntimeException e) {
      throw new CommandFailure(
          "the broker cannot start on port %d with its data in %s (%s); is another Carryover running? Choose another --port or --data"
              .formatted(layout.brokerPort(), layout.broker(), e.getMessage()),
          e);
    }
  }

  private static String bootstrap(ClusterLayout layout) {
    return "127.0.0.1:" + layout.brokerPort();
  }

  private void startServices(Installation installation) throws IOException {
    for (PlacedService placed : layout.services()) {
      Files.createDirectories(layout.work(placed));
      children.start(
          installation.launch(
              placed.service(), placed.name(), layout.settings(placed), layout.data()));
      services.put(placed.name(), placed.address());
    }
  }

  private void awaitReady(Progress progress) throws InterruptedException {
    ReadinessCheck check = new ReadinessCheck();
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    int ready = 0;
    for (Map.Entry<String, URI> service : services.entrySet()) {
      progress.update(new TaskState("services ready", ready++, services.size(), ""));
      while (!check.isReady(service.getValue())) {
        children.requireAlive();
        requireTime(deadline, service.getKey());
        TimeUnit.MILLISECONDS.sleep(ASK_EVERY_MILLIS);
      }
    }
    progress.update(new TaskState("services ready", ready, services.size(), ""));
  }

  private void requireTime(long deadline, String service) {
    if (System.nanoTime() > deadline) {
      throw new CommandFailure(
          "%s was not ready within %d s; see %s"
              .formatted(
                  service, READY_WITHIN.toSeconds(), layout.logs().resolve(service + ".log")));
    }
  }

  /** Where the broker listens. */
  public String bootstrapServers() {
    return bootstrap(layout);
  }

  /** Addresses by name: inference, prior, trainer-1 and so on. */
  public Map<String, URI> services() {
    return Map.copyOf(services);
  }

  /**
   * Returns when every service lives.
   *
   * @throws CommandFailure one has ended; the message holds the end of its log
   */
  public void requireAlive() {
    children.requireAlive();
  }
}
