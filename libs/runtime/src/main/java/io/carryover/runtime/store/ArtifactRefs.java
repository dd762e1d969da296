package io.carryover.runtime.store;

import io.carryover.events.ArtifactRef;
import io.carryover.runtime.failure.RejectedException;
import io.carryover.runtime.id.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** References to files that already lie where readers may read them, and their verification. */
public final class ArtifactRefs {
  private ArtifactRefs() {}

  /**
   * Reference to a file where it lies: a {@code file:} URI, digest and size.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public static ArtifactRef of(Path file) {
    try {
      String uri = file.toAbsolutePath().normalize().toUri().toString();
      return new ArtifactRef(uri, Sha256.of(file), Files.size(file));
    } catch (IOException e) {
      throw new UncheckedIOException("file cannot be read: " + file, e);
    }
  }

  /** Size first: it costs nothing and bounds what the digest has to read. */
  static Path verified(Path file, ArtifactRef ref) throws IOException {
    long size = Files.size(file);
    if (size != ref.getSizeBytes()) {
      throw new RejectedException(
          "SIZE_DIFFERS",
          "file of %d bytes differs from its reference of %d bytes (%s)"
              .formatted(size, ref.getSizeBytes(), ArtifactName.of(ref.getUri())));
    }
    String digest = Sha256.of(file);
    if (!digest.equals(ref.getSha256())) {
      throw new RejectedException(
          "DIGEST_DIFFERS",
          "SHA-256 %s differs from its reference %s (%s)"
              .formatted(digest, ref.getSha256(), ArtifactName.of(ref.getUri())));
    }
    return file;
  }
}
