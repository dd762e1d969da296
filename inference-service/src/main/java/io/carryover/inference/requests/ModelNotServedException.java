package io.carryover.inference.requests;

import io.carryover.events.Reason;

/** The model exists, but this replica refused it; another replica may have it. */
final class ModelNotServedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ModelNotServedException(String model, Reason refusal) {
    super(
        "model %s is refused by this replica: %s, %s"
            .formatted(model, refusal.getCode(), refusal.getMessage()));
  }
}
