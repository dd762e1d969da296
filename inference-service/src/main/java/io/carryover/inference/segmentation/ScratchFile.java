package io.carryover.inference.segmentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file for one scan or mask on its way, deleted when closed.
 *
 * @param path where it lies
 */
public record ScratchFile(Path path) implements AutoCloseable {
  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("file cannot be deleted: " + path, e);
    }
  }
}
