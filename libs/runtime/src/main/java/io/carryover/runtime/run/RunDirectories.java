package io.carryover.runtime.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One directory per run, where its checkpoints survive a kill. A run is worked on by one worker at
 * a time; replicas that share the root take up each other's runs, others begin anew.
 *
 * @param root directory of all runs
 */
public record RunDirectories(Path root) {
  /**
   * The directory of a run, created if it is not there.
   *
   * @param runId a hash in hex digits
   * @throws IllegalArgumentException if it is something else: it becomes part of a path
   */
  public Path open(String runId) {
    try {
      return Files.createDirectories(of(runId));
    } catch (IOException e) {
      throw new UncheckedIOException("directory cannot be created for run " + runId, e);
    }
  }

  /** Deletes the directory of a run whose result is durable. */
  public void discard(String runId) {
    Path directory = of(runId);
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(directory)) {
      List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("directory cannot be deleted of run " + runId, e);
    }
  }

  private Path of(String runId) {
    if (!runId.matches("[0-9a-f]{8,64}")) {
      throw new IllegalArgumentException(
          "a run id has 8 to 64 hex digits: \"%s\"".formatted(runId));
    }
    return root.resolve(runId);
  }
}
