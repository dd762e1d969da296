package io.carryover.cli.bench;

import io.carryover.cli.console.Elapsed;
import io.carryover.cli.console.Progress;
import io.carryover.cli.process.Child;
import io.carryover.cli.process.ChildProcesses;
import io.carryover.cli.process.CloseOnExit;
import io.carryover.cli.process.ServiceLaunch;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** Runs a measurement in a process of its own and shows how far it is. */
final class BenchmarkProcess {
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private BenchmarkProcess() {}

  /**
   * Returns when it has ended.
   *
   * @param out folder of its results and its log
   */
  static void run(Path out, ServiceLaunch launch) throws IOException, InterruptedException {
    Files.createDirectories(out);
    try (CloseOnExit closeOnExit = new CloseOnExit();
        Progress progress = Progress.onStandardOutput(new Elapsed(Clock.systemUTC()))) {
      ChildProcesses children = closeOnExit.add(ChildProcesses.logTo(out, STOP_WITHIN));
      Child child = children.startTelling(launch);
      try (BufferedReader lines = child.process().inputReader(StandardCharsets.UTF_8)) {
        lines.lines().forEach(progress::line);
      }
      children.requireSuccess(child);
    }
  }

  static Path workingDirectory() {
    return Path.of("").toAbsolutePath();
  }
}
