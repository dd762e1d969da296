package io.carryover.inference.requests;

import io.carryover.inference.registry.DeployedModels;
import io.carryover.inference.segmentation.ModelLease;
import io.carryover.runtime.failure.RejectedException;
import io.carryover.runtime.failure.TransientException;

/**
 * The models that events may ask for: a request can overtake the export of its model, since they
 * come by different topics.
 */
final class CurrentModels {
  private final DeployedModels models;
  private final Runnable catchUp;

  /**
   * Models of this replica.
   *
   * @param catchUp waits until the replica knows what the models topic holds now
   */
  CurrentModels(DeployedModels models, Runnable catchUp) {
    this.models = models;
    this.catchUp = catchUp;
  }

  /**
   * Leases a model.
   *
   * @throws RejectedException UNKNOWN_MODEL if nobody exported it
   * @throws ModelNotServedException if it was exported and refused here
   * @throws TransientException if it was exported and cannot be opened here now
   */
  ModelLease lease(String name) {
    return models.lease(name).orElseGet(() -> leaseCaughtUp(name));
  }

  private ModelLease leaseCaughtUp(String name) {
    catchUp.run();
    return models.lease(name).orElseThrow(() -> notServed(name));
  }

  private RuntimeException notServed(String name) {
    if (models.isPostponed(name)) {
      return new TransientException("model %s cannot be opened now".formatted(name));
    }
    return models
        .refusal(name)
        .<RuntimeException>map(refusal -> new ModelNotServedException(name, refusal.getReason()))
        .orElseGet(
            () -> new RejectedException("UNKNOWN_MODEL", "no model is named \"" + name + "\""));
  }
}
