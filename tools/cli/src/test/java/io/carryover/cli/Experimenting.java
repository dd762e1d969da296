package io.carryover.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** {@code ./carryover experiment} on the folders source and target, as a person starts it. */
final class Experimenting implements AutoCloseable {
  private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
  private static final long LOOK_EVERY_MILLIS = 20;

  private final Process process;
  private final Path output;

  private Experimenting(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts it, or goes on with what is in {@code out}.
   *
   * @param options besides those that name the folders
   */
  static Experimenting start(Path folder, String options) throws IOException {
    Path output = folder.resolve(UUID.randomUUID() + ".txt");
    Process process =
        new ProcessBuilder(command(folder, options))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new Experimenting(process, output);
  }

  private static List<String> command(Path folder, String options) {
    String folders = " --source %1$s/source --target %1$s/target --out %1$s/out".formatted(folder);
    return List.of((HOME.resolve("carryover") + " experiment " + options + folders).split(" "));
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
