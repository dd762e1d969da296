package io.carryover.cli.cluster;

import io.carryover.cli.process.Installation.Service;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which services a local cluster has, and where it keeps its data and listens.
 *
 * @param data folder of broker, store and work directories; kept between runs
 * @param logs folder of the log files
 * @param brokerPort port of the broker
 * @param services services that run, in the order of their start
 * @param readRoots folders whose scans may be read
 */
public record ClusterLayout(
    Path data, Path logs, int brokerPort, List<PlacedService> services, List<Path> readRoots) {
  private static final int MOST_THREADS = 2; // as a service has it by itself

  public ClusterLayout {
    services = List.copyOf(services);
    readRoots = List.copyOf(readRoots);
    if (services.stream().noneMatch(placed -> placed.service() == Service.TRAINER)) {
      throw new IllegalArgumentException(
          "a cluster needs at least one trainer, but has " + services);
    }
  }

  /** Folder of the broker's log segments. */
  Path broker() {
    return data.resolve("broker");
  }

  /** Folder of the artifact store. */
  public Path store() {
    return data.resolve("store");
  }

  /** Folder of a service's work under way. */
  Path work(PlacedService placed) {
    return data.resolve("work").resolve(placed.name());
  }

  /** System properties of a service. */
  Map<String, String> settings(PlacedService placed) {
    Map<String, String> settings = new HashMap<>(common(placed));
    if (placed.service() != Service.INFERENCE) {
      settings.put("carryover.threads", Integer.toString(threads()));
    }
    return settings;
  }

  private Map<String, String> common(PlacedService placed) {
    return Map.of(
        "kafka.bootstrap.servers",
        "127.0.0.1:" + brokerPort,
        "carryover.replica",
        placed.name(),
        "carryover.store.directory",
        store().toString(),
        "carryover.store.read-roots",
        roots(),
        "carryover.work-directory",
        work(placed).toString(),
        "quarkus.http.host",
        "127.0.0.1",
        "quarkus.http.port",
        Integer.toString(placed.httpPort()),
        "quarkus.log.console.json.enabled",
        "false");
  }

  /**
   * Threads of one computation. Trainers that share cores wait for each other's threads at every
   * barrier; the same number of trainers on the same machine gives the same sums.
   */
  private int threads() {
    long trainers = services.stream().filter(placed -> placed.service() == Service.TRAINER).count();
    long share = Runtime.getRuntime().availableProcessors() / trainers;
    return (int) Math.max(1, Math.min(MOST_THREADS, share));
  }

  private String roots() {
    return Stream.concat(readRoots.stream(), Stream.of(data))
        .map(Path::toString)
        .collect(Collectors.joining(","));
  }
}
