package io.carryover.inference.registry;

import io.carryover.events.ModelDeployed;
import io.carryover.events.ModelRouted;
import io.carryover.inference.segmentation.ModelLease;
import java.util.List;
import java.util.Optional;

/** The models of this replica, as those see them who ask for one. Safe from any thread. */
public interface DeployedModels {

  /**
   * The version that answers a request, empty if none is served under the name, or never was one of
   * the digest.
   *
   * @throws ModelRefusedException if the version asked for must not be served here
   * @throws RuntimeException if it cannot be opened now
   */
  Optional<ModelLease> lease(Wanted wanted);

  /** Facts about the version that {@link #lease} would give. */
  Optional<DeployedModel> facts(Wanted wanted);

  /** The routes in effect, by name of the model. */
  List<ModelRouted> routes();

  /** Facts about the version of each model that answers but for a canary, by name. */
  List<DeployedModel> deployed();

  /** The latest exports that were refused and have not been replaced, by name. */
  List<ModelDeployed> refused();

  /** Why the latest export of a model was refused, empty if it was not. */
  Optional<ModelDeployed> refusal(String name);

  /** Whether the latest export of a model was refused for a reason that may pass. */
  boolean isPostponed(String name);
}
