package io.carryover.inference.segmentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where one replica keeps scans and masks on their way; the names of the files say nothing. */
public final class ScratchDirectory {
  private static final String PREFIX = "scratch-";

  private final Path directory;

  private ScratchDirectory(Path directory) {
    this.directory = directory;
  }

  /** A directory of this replica alone, without what a killed process left. */
  public static ScratchDirectory emptied(Path directory) {
    try {
      Files.createDirectories(directory);
      for (Path file : leftIn(directory)) {
        Files.delete(file);
      }
      return new ScratchDirectory(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("directory cannot be used: " + directory, e);
    }
  }

  /**
   * A new empty file.
   *
   * @param suffix end of its name, for example ".nii.gz"
   */
  public ScratchFile file(String suffix) {
    try {
      return new ScratchFile(Files.createTempFile(directory, PREFIX, suffix));
    } catch (IOException e) {
      throw new UncheckedIOException("no file can be made in " + directory, e);
    }
  }

  private static List<Path> leftIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.getFileName().toString().startsWith(PREFIX)).toList();
    }
  }
}
