package io.carryover.cli.process;

import io.carryover.cli.command.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The services of one command; when this is closed, all of them are gone. */
public final class ChildProcesses implements AutoCloseable {
  private static final int LINES_TOLD = 25;

  /**
   * PyTorch's threads spin for some microseconds at barriers, then sleep: spinning on takes the
   * time of the other services, sleeping at once a fifth of the trainer's own; glibc keeps freed
   * tensors in place of giving them back at each step.
   */
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "GOMP_SPINCOUNT", "1000",
          "MALLOC_MMAP_MAX_", "0",
          "MALLOC_TOP_PAD_", "268435456",
          "MALLOC_TRIM_THRESHOLD_", "100000000000");

  private final Path logs;
  private final Duration patience;
  private final List<Child> children = new CopyOnWriteArrayList<>();
  private volatile boolean stopping;

  private ChildProcesses(Path logs, Duration patience) {
    this.logs = logs;
    this.patience = patience;
  }

  /**
   * Nothing runs yet.
   *
   * @param logs folder of the log files, made when missing
   * @param patience how long a child has to end by itself before it is killed
   */
  public static ChildProcesses logTo(Path logs, Duration patience) throws IOException {
    return new ChildProcesses(Files.createDirectories(logs), patience);
  }

  /** Starts a service; its output goes to {@code <logs>/<name>.log}. */
  public Child start(ServiceLaunch launch) {
    Path log = log(launch);
    return start(launch, log, builder(launch, log).redirectErrorStream(true));
  }

  /**
   * Starts a child that tells on its standard output how far it is: the caller reads that. What it
   * says on standard error goes to {@code <logs>/<name>.log}, which is begun anew.
   */
  public Child startTelling(ServiceLaunch launch) {
    Path log = log(launch);
    ProcessBuilder builder =
        builder(launch, log)
            .redirectOutput(ProcessBuilder.Redirect.PIPE)
            .redirectError(log.toFile());
    return start(launch, log, builder);
  }

  private Path log(ServiceLaunch launch) {
    return logs.resolve(launch.name() + ".log");
  }

  private Child start(ServiceLaunch launch, Path log, ProcessBuilder builder) {
    try {
      return added(new Child(launch.name(), builder.start(), log));
    } catch (IOException e) {
      throw new UncheckedIOException(launch.name() + " cannot be started", e);
    }
  }

  private static ProcessBuilder builder(ServiceLaunch launch, Path log) {
    ProcessBuilder builder =
        new ProcessBuilder(launch.command())
            .directory(launch.directory().toFile())
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(ENVIRONMENT);
    return builder;
  }

  private Child added(Child child) {
    children.add(child);
    return child;
  }

  /**
   * Returns when every child lives, or while they are being stopped.
   *
   * @throws CommandFailure one has ended by itself; the message holds the end of its log
   */
  public void requireAlive() {
    children.stream().filter(child -> !child.process().isAlive()).findFirst().ifPresent(this::died);
  }

  /**
   * Waits for the end of a child that ends by itself, or is being stopped.
   *
   * @throws CommandFailure it failed; the message holds the end of its log
   */
  public void requireSuccess(Child child) throws InterruptedException {
    if (child.process().waitFor() != 0) {
      died(child);
    }
  }

  private void died(Child child) {
    if (!stopping) {
      throw new CommandFailure(
          "%s ended with exit code %d; the end of %s:%n%s"
              .formatted(
                  child.name(),
                  child.process().exitValue(),
                  child.log(),
                  child.logTail(LINES_TOLD)));
    }
  }

  /** Stops every child and returns when all are gone. */
  @Override
  public void close() {
    stopping = true;
    children.forEach(child -> child.process().destroy());
    long deadline = System.nanoTime() + patience.toNanos();
    children.forEach(child -> stop(child.process(), deadline));
  }

  private static void stop(Process process, long deadline) {
    try {
      if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
