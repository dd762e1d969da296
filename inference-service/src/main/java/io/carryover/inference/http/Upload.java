package io.carryover.inference.http;

import io.carryover.runtime.failure.RejectedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Streams a body to a file within a limit. */
final class Upload {
  private static final int BUFFER_BYTES = 1 << 16;

  private final long maxBytes;

  Upload(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Checks a length, announced or received.
   *
   * @throws RejectedException BODY_TOO_LARGE above the limit
   */
  void requireWithin(long bytes) {
    if (bytes > maxBytes) {
      throw new RejectedException(
          "BODY_TOO_LARGE",
          "a body has at most %d bytes, this one at least %d".formatted(maxBytes, bytes));
    }
  }

  /**
   * Writes the body to a file.
   *
   * @throws RejectedException BODY_TOO_LARGE as soon as the limit is passed
   * @throws IOException if the body breaks off or the file cannot be written
   */
  void receive(InputStream body, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      long received = 0;
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        received += read;
        requireWithin(received);
        out.write(buffer, 0, read);
      }
    }
  }
}
