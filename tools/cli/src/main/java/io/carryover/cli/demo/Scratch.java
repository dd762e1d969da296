package io.carryover.cli.demo;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The demo's own folder under OUT and its log files. Nothing else of OUT is ever deleted. */
final class Scratch {

  private Scratch() {}

  /** An empty scratch folder, and no log of an earlier demo. */
  static void prepare(DemoSettings settings) throws IOException {
    delete(settings.scratch());
    Files.createDirectories(settings.scratch());
    Files.createDirectories(settings.logs());
    try (DirectoryStream<Path> logs = Files.newDirectoryStream(settings.logs(), "*.log")) {
      for (Path log : logs) {
        Files.delete(log);
      }
    }
  }

  /** Deletes a folder and all that is in it, if it is there. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> innermostFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : innermostFirst) {
        Files.delete(file);
      }
    }
  }
}
