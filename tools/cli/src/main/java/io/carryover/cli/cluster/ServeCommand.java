package io.carryover.cli.cluster;

import io.carryover.cli.command.CommandFailure;
import io.carryover.cli.console.Elapsed;
import io.carryover.cli.console.Progress;
import io.carryover.cli.process.CloseOnExit;
import io.carryover.cli.process.Installation;
import io.carryover.cli.process.Installation.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code carryover serve}: everything stays up until Ctrl-C. */
@Command(
    name = "serve",
    description = {
      "Starts an embedded broker and the trainer, prior and inference services on 127.0.0.1, "
          + "prints where they are, and stays until Ctrl-C.",
      "Started again on the same data folder it goes on where it stopped."
    },
    footer = {
      "",
      "Examples:",
      "  ./carryover serve",
      "  ./carryover serve --data ~/carryover --scans ~/scans --trainers 2",
      "  kcat -b 127.0.0.1:9092 -L"
    })
public final class ServeCommand implements Callable<Integer> {
  private static final long LOOK_EVERY_MILLIS = 500;
  private static final int MOST_TRAINERS = 100;
  private static final int LAST_PORT = 65535;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "Port of the broker (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description =
          "Port of the inference service (default: ${DEFAULT-VALUE}); the prior service has the next, the trainers those after it.")
  private int httpPort;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "carryover-data",
      description = "Folder of topics, store, checkpoints and logs (default: ./${DEFAULT-VALUE}).")
  private Path data;

  @Option(
      names = "--scans",
      paramLabel = "DIR",
      description =
          "Folder whose scans the services may read; repeatable (default: the current folder).")
  private List<Path> scans = List.of(Path.of(""));

  @Option(
      names = "--trainers",
      paramLabel = "N",
      defaultValue = "1",
      description = "Trainer processes, which share the runs (default: ${DEFAULT-VALUE}).")
  private int trainers;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ClusterLayout layout = layout();
    Stream.concat(Stream.of(port), layout.services().stream().map(PlacedService::httpPort))
        .forEach(ServeCommand::requireFree);
    try (CloseOnExit closeOnExit = new CloseOnExit();
        Progress progress = Progress.onStandardOutput(new Elapsed(Clock.systemUTC()))) {
      LocalCluster cluster =
          LocalCluster.start(layout, Installation.ofThisCommand(), closeOnExit, progress);
      progress.line(description(layout, cluster));
      stay(cluster);
      return 0;
    }
  }

  private ClusterLayout layout() {
    requireBetween("--trainers", trainers, 1, MOST_TRAINERS);
    List<Service> services = PlacedService.all(trainers);
    requireBetween("--port", port, 1, LAST_PORT);
    requireBetween("--http-port", httpPort, 1, LAST_PORT - services.size() + 1);
    List<Integer> ports = IntStream.range(httpPort, httpPort + services.size()).boxed().toList();
    return layout(PlacedService.at(ports, services));
  }

  private ClusterLayout layout(List<PlacedService> services) {
    Path folder = data.toAbsolutePath().normalize();
    List<Path> roots = scans.stream().map(path -> path.toAbsolutePath().normalize()).toList();
    return new ClusterLayout(folder, folder.resolve("logs"), port, services, roots);
  }

  private void requireBetween(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(), "%s is %d to %d, not %d".formatted(option, least, most, value));
    }
  }

  private static void requireFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      socket.setReuseAddress(true);
    } catch (IOException e) {
      throw new CommandFailure(
          "port %d of 127.0.0.1 is taken; choose others with --port and --http-port"
              .formatted(port),
          e);
    }
  }

  private static void stay(LocalCluster cluster) throws InterruptedException {
    while (true) {
      cluster.requireAlive();
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    }
  }

  private static String description(ClusterLayout layout, LocalCluster cluster) {
    return ServeText.of(layout, cluster.bootstrapServers(), cluster.services());
  }
}
