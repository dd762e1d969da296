package io.carryover.inference.requests;

import io.carryover.inference.registry.DeployedModels;
import io.carryover.inference.registry.ModelRefusedException;
import io.carryover.inference.registry.Wanted;
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
   * @param catchUp waits until the replica knows what the topics of models hold now
   */
  CurrentModels(DeployedModels models, Runnable catchUp) {
    this.models = models;
    this.catchUp = catchUp;
  }

  /**
   * Leases a model.
   *
   * @throws RejectedException UNKNOWN_MODEL or UNKNOWN_VERSION if nobody exported it
   * @throws ModelNotServedException if it was exported and refused here
   * @throws TransientException if it was exported and cannot be opened here now
   */
  ModelLease lease(Wanted wanted) {
    try {
      return models.lease(wanted).orElseGet(() -> leaseCaughtUp(wanted));
    } catch (ModelRefusedException e) {
      throw new ModelNotServedException(wanted.model(), e.reason());
    }
  }

  private ModelLease leaseCaughtUp(Wanted wanted) {
    catchUp.run();
    return models.lease(wanted).orElseThrow(() -> notServed(wanted));
  }

  private RuntimeException notServed(Wanted wanted) {
    return wanted
        .sha256()
        .<RuntimeException>map(digest -> wanted.unknownVersion())
        .orElseGet(() -> notServed(wanted.model()));
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
