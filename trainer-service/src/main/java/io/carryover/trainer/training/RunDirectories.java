package io.carryover.trainer.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** One directory per run under the work directory: checkpoints and files under way. */
public final class RunDirectories {
  private final Path workDirectory;

  public RunDirectories(Path workDirectory) {
    this.workDirectory = workDirectory;
  }

  /** The directory of a run, made when it is missing. */
  Path of(String runId) {
    try {
      return Files.createDirectories(workDirectory.resolve(runId));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes a finished run's directory. */
  void remove(String runId) {
    Path directory = workDirectory.resolve(runId);
    if (Files.exists(directory)) {
      deepestFirst(directory).forEach(RunDirectories::delete);
    }
  }

  private static List<Path> deepestFirst(Path directory) {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.sorted(Comparator.reverseOrder()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
