package io.carryover.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code ./carryover serve} as a person starts it. */
final class Served {
  private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
  private static final long LOOK_EVERY_MILLIS = 100;

  private final Process process;
  private final Path output;

  private Served(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Whether the launcher has all that it starts; else it would begin to build. */
  static boolean isBuilt() {
    return Stream.of(
            "tools/cli/target/carryover-cli.jar",
            "tools/cli/target/lib",
            "tools/benchmarks/target/lib",
            "trainer-service/target/quarkus-app/quarkus-run.jar",
            "prior-service/target/quarkus-app/quarkus-run.jar",
            "inference-service/target/quarkus-app/quarkus-run.jar")
        .map(HOME::resolve)
        .allMatch(Files::exists);
  }

  /** Starts it and returns when it says that it is up. */
  static Served start(Path folder, int port, int httpPort) throws Exception {
    Path output = folder.resolve("serve.txt");
    Process process =
        new ProcessBuilder(
                HOME.resolve("carryover").toString(),
                "serve",
                "--port",
                Integer.toString(port),
                "--http-port",
                Integer.toString(httpPort),
                "--data",
                folder.resolve("data").toString(),
                "--scans",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    Served served = new Served(process, output);
    served.awaitUp();
    return served;
  }

  private void awaitUp() throws IOException, InterruptedException {
    while (!output().contains("Next, in another terminal")) {
      if (!process.isAlive()) {
        throw new AssertionError("serve ended:\n" + output());
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    }
  }

  /** What it has printed. */
  String output() throws IOException {
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  /** The address that it printed for a service. */
  URI address(String service) throws IOException {
    Matcher line =
        Pattern.compile("^  " + service + " +(http\\S+)$", Pattern.MULTILINE).matcher(output());
    if (!line.find()) {
      throw new AssertionError("no address of " + service + " in:\n" + output());
    }
    return URI.create(line.group(1));
  }

  /** The services that run under it. */
  List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  /** Asks it to end, as Ctrl-C and SIGTERM do, and waits until it has. */
  int stop() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  /** Ends it whatever state it is in. */
  void kill() {
    process.destroyForcibly();
  }
}
