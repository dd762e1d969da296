package io.carryover.inference.registry;

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

  /** Whether a version is the one asked for, as far as one is. */
  boolean isMetBy(String digest) {
    return sha256.map(digest::equals).orElse(true);
  }
}
