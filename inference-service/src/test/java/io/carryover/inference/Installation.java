package io.carryover.inference;

import static org.awaitility.Awaitility.await;

import io.carryover.broker.EmbeddedBroker;
import io.carryover.harness.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A broker, the packaged service at it, and a folder of scans that the service may read. */
final class Installation implements AutoCloseable {
  /** Name of the only replica. */
  static final String REPLICA = "replica-0";

  /** A start, and the lock of a killed replica (30 s), on a busy machine. */
  static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Path directory;
  private final Map<String, String> settings;
  private final EmbeddedBroker broker;
  private ServiceProcess service;

  private Installation(Path directory, Map<String, String> settings) {
    this.directory = directory;
    this.settings = settings;
    this.broker = EmbeddedBroker.start(directory.resolve("broker"));
    this.service = launched();
  }

  /**
   * Starts broker and service; returns when the service is ready.
   *
   * @param directory for everything that they write
   * @param settings of the service, over those of every installation
   */
  static Installation start(Path directory, Map<String, String> settings) throws IOException {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "carryover.replica",
                REPLICA,
                "carryover.store.read-roots",
                scans(directory).toString(),
                "carryover.inference.threads",
                "1"));
    all.putAll(settings);
    Files.createDirectories(scans(directory));
    Installation installation = new Installation(directory, all);
    installation.awaitReady();
    return installation;
  }

  private static Path scans(Path directory) {
    return directory.resolve("scans");
  }

  Map<String, Object> kafka() {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  ServiceProcess service() {
    return service;
  }

  /** The folder that the service may read. */
  Path scans() {
    return scans(directory);
  }

  Path store() {
    return ServiceProcess.store(directory);
  }

  /** Where the service keeps scans and masks on their way. */
  Path scratch() {
    return ServiceProcess.work(directory).resolve("segmentation").resolve(REPLICA);
  }

  /** SIGKILL. */
  void killService() {
    service.kill();
  }

  /** SIGTERM; returns when it has ended. */
  void stopService() {
    service.close();
  }

  /** Starts the service anew; returns when it is ready. */
  void restartService() {
    service = launched();
    awaitReady();
  }

  private ServiceProcess launched() {
    return ServiceProcess.start(directory, broker.bootstrapServers(), settings);
  }

  private void awaitReady() {
    await().atMost(PATIENCE).until(service::ready);
  }

  @Override
  public void close() {
    service.close();
    broker.close();
  }
}
