package io.carryover.inference.registry;

import io.carryover.events.ModelExported;

/** Makes an exported model ready to serve. */
@FunctionalInterface
interface ModelOpening {

  /**
   * Opens the model and proves that it computes here what it computed where it was trained.
   *
   * @return the model, held by the caller
   * @throws ModelRefusedException if it must not be served
   * @throws RuntimeException if the trial failed for another reason, which may pass
   */
  ServedModel open(ModelExported exported);
}
