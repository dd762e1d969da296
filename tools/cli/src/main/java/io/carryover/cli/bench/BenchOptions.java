package io.carryover.cli.bench;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of every benchmark. */
final class BenchOptions {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "bench-out",
      description = "Folder of the results (default: ./${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "2",
      description = "Threads of one operation, in both libraries (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of scans, weights and draws (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--python",
      paramLabel = "PATH",
      defaultValue = "python3",
      description = "A Python that has torch (default: ${DEFAULT-VALUE}).")
  private String python;

  /** Where results go, wherever the benchmark's process runs. */
  Path out() {
    return out.toAbsolutePath().normalize();
  }

  int threads() {
    return threads;
  }

  long seed() {
    return seed;
  }

  String python() {
    return python;
  }
}
