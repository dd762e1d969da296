package io.carryover.inference.requests;

import io.carryover.inference.registry.ModelLease;
import io.carryover.inference.registry.ModelRegistry;
import io.carryover.runtime.failure.RejectedException;

/**
 * The models that events may ask for: a request can overtake the export of its model, since they
 * come by different topics.
 */
final class CurrentModels {
  private final ModelRegistry registry;
  private final Runnable catchUp;

  /**
   * Models of a registry.
   *
   * @param catchUp waits until the registry knows what the models topic holds now
   */
  CurrentModels(ModelRegistry registry, Runnable catchUp) {
    this.registry = registry;
    this.catchUp = catchUp;
  }

  /**
   * Leases a model.
   *
   * @throws RejectedException UNKNOWN_MODEL if nobody exported it
   * @throws ModelNotServedException if it was exported and refused here
   */
  ModelLease lease(String name) {
    return registry.lease(name).orElseGet(() -> leaseCaughtUp(name));
  }

  private ModelLease leaseCaughtUp(String name) {
    catchUp.run();
    return registry.lease(name).orElseThrow(() -> notServed(name));
  }

  private RuntimeException notServed(String name) {
    return registry
        .refusal(name)
        .<RuntimeException>map(refusal -> new ModelNotServedException(name, refusal.getReason()))
        .orElseGet(
            () -> new RejectedException("UNKNOWN_MODEL", "no model is named \"" + name + "\""));
  }
}
