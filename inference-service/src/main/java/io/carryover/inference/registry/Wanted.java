package io.carryover.inference.registry;

import io.carryover.runtime.failure.RejectedException;
import java.util.Objects;
import java.util.Optional;

/**
 * What a request asks for.
 *
 * @param model name of the model
 * @param sha256 digest of the version; empty for the one that the model's route names
 * @param requestId by which the route deals: the same request gets the same version
 */
public record Wanted(String model, Optional<String> sha256, String requestId) {

  /** Checks that a model is named. */
  public Wanted {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(requestId, "requestId");
  }

  /** What to answer where no version has the digest: UNKNOWN_VERSION. */
  public RejectedException unknownVersion() {
    return new RejectedException(
        "UNKNOWN_VERSION",
        "no version of \"%s\" has the digest %s".formatted(model, sha256.orElseThrow()));
  }

  /** Whether a version is the one asked for, as far as one is. */
  boolean isMetBy(String digest) {
    return sha256.map(digest::equals).orElse(true);
  }
}
