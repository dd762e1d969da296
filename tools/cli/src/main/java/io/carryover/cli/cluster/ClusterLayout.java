package io.carryover.cli.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a local cluster keeps its data and listens.
 *
 * @param data folder of broker, store and work directories; kept between runs
 * @param logs folder of the log files
 * @param brokerPort port of the broker
 * @param httpPorts ports of inference, prior and each trainer, in this order
 * @param readRoots folders whose scans may be read
 */
public record ClusterLayout(
    Path data, Path logs, int brokerPort, List<Integer> httpPorts, List<Path> readRoots) {
  private static final int PORTS_BESIDE_TRAINERS = 2;

  public ClusterLayout {
    httpPorts = List.copyOf(httpPorts);
    readRoots = List.copyOf(readRoots);
    if (httpPorts.size() <= PORTS_BESIDE_TRAINERS) {
      throw new IllegalArgumentException(
          "inference, prior and at least one trainer need a port each, but there are " + httpPorts);
    }
  }

  /** Ports that a cluster of so many trainers needs for HTTP. */
  public static int httpPortsFor(int trainers) {
    return PORTS_BESIDE_TRAINERS + trainers;
  }

  /** Folder of the broker's log segments. */
  Path broker() {
    return data.resolve("broker");
  }

  /** Folder of the artifact store. */
  public Path store() {
    return data.resolve("store");
  }

  /** System properties of a service. */
  Map<String, String> settings(String name, int httpPort) {
    return Map.of(
        "kafka.bootstrap.servers",
        "127.0.0.1:" + brokerPort,
        "carryover.replica",
        name,
        "carryover.store.directory",
        store().toString(),
        "carryover.store.read-roots",
        roots(),
        "carryover.work-directory",
        data.resolve("work").resolve(name).toString(),
        "quarkus.http.host",
        "127.0.0.1",
        "quarkus.http.port",
        Integer.toString(httpPort),
        "quarkus.log.console.json.enabled",
        "false");
  }

  private String roots() {
    return Stream.concat(readRoots.stream(), Stream.of(data))
        .map(Path::toString)
        .collect(Collectors.joining(","));
  }
}
