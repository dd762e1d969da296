package io.carryover.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code ./carryover experiment} on two small folders, as a person starts it. */
final class Experimenting implements AutoCloseable {
  private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
  private static final long LOOK_EVERY_MILLIS = 20;

  private final Process process;
  private final Path output;

  private Experimenting(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts it, or goes on with what is in {@code out}; more options may make it grow. */
  static Experimenting start(Path folder, String... more) throws IOException {
    Path output = folder.resolve(UUID.randomUUID() + ".txt");
    Process process =
        new ProcessBuilder(command(folder, more))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new Experimenting(process, output);
  }

  private static List<String> command(Path folder, String... more) {
    String options =
        "experiment --sizes 3 --splits 1 --seeds 1 --methods ri,pr --epochs 1 --source-epochs 1"
            + " --networks 1 --validation-scans 1 --test-scans 2"
            + " --source %1$s/source --target %1$s/target --out %1$s/out";
    String line = HOME.resolve("carryover") + " " + options.formatted(folder);
    return Stream.concat(Stream.of(line.split(" ")), Stream.of(more)).toList();
  }

  /** What it has printed. */
  String output() throws IOException {
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  /** Waits for its end. */
  int await() throws InterruptedException {
    return process.waitFor();
  }

  /** Kills it, as SIGKILL does, once it has printed a text; returns when its services are gone. */
  void killOnce(String text) throws IOException, InterruptedException {
    while (!output().contains(text)) {
      if (!process.isAlive()) {
        throw new AssertionError("the experiment ended:\n" + output());
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    }
    close();
  }

  /** Leaves no process, whatever state it is in. */
  @Override
  public void close() {
    List<ProcessHandle> services = process.descendants().toList();
    process.destroyForcibly().onExit().join();
    for (ProcessHandle service : services) {
      service.onExit().join();
    }
  }
}
