package io.carryover.inference.registry;

import io.carryover.events.ModelDeployed;
import io.carryover.events.ModelRouted;

/** What {@code model-deployments} says about a model on this replica. */
final class Deployments {

  private Deployments() {}

  /** Key of an outcome: the latest of a model on a replica counts. */
  static String key(ModelDeployed outcome) {
    return outcome.getModel() + "@" + outcome.getReplica();
  }

  /** The outcome, with the route that is in effect after it. */
  static ModelDeployed routed(ModelDeployed outcome, Routes routes) {
    routes.inEffect(outcome.getModel()).ifPresent(route -> name(route, outcome));
    return outcome;
  }

  private static void name(ModelRouted route, ModelDeployed outcome) {
    outcome.setPinnedSha256(route.getPinnedSha256());
    outcome.setCanarySha256(route.getCanarySha256());
    outcome.setCanaryShare(route.getCanaryShare());
    outcome.setShadowSha256(route.getShadowSha256());
  }
}
