package io.carryover.runtime.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carryover.runtime.id.Sha256;

/**
 * What messages call an artifact. A URI may hold an identity in the name of a file or folder, and
 * messages go to topics and logs; who has the URIs finds the one by its digest, see
 * docs/find-a-file.md.
 */
final class ArtifactName {
  private static final int DIGITS = 16;

  private ArtifactName() {}

  /** For example "artifact 0f1e2d3c4b5a6978": the first digits of the URI's SHA-256. */
  static String of(String uri) {
    return "artifact " + Sha256.of(uri.getBytes(UTF_8)).substring(0, DIGITS);
  }
}
