package io.carryover.cli.segment;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;

/** A gzipped mask as the services hand it out. */
final class MaskBytes {

  private MaskBytes() {}

  /** Writes it, unpacked if the file's name does not end in {@code .gz}. */
  static void write(InputStream gzipped, Path file) throws IOException {
    boolean packed = file.getFileName().toString().endsWith(".gz");
    try (InputStream bytes =
        packed ? gzipped : new GZIPInputStream(new BufferedInputStream(gzipped))) {
      Files.copy(bytes, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
