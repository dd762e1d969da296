package io.carryover.inference.registry;

import io.carryover.events.ModelDeployed;
import io.carryover.inference.segmentation.ModelLease;
import java.util.List;
import java.util.Optional;

/** The models of this replica, as those see them who ask for one. Safe from any thread. */
public interface DeployedModels {

  /** The current version of a model, empty if none is served under the name. */
  Optional<ModelLease> lease(String name);

  /** Facts about all models served, by name. */
  List<DeployedModel> deployed();

  /** The latest exports that were refused and have not been replaced, by name. */
  List<ModelDeployed> refused();

  /** Why the latest export of a model was refused, empty if it was not. */
  Optional<ModelDeployed> refusal(String name);

  /** Whether the latest export of a model was refused for a reason that may pass. */
  boolean isPostponed(String name);
}
