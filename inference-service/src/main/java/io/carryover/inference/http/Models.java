package io.carryover.inference.http;

import io.carryover.inference.registry.DeployedModels;
import java.util.List;

/**
 * All models of this replica.
 *
 * @param models those that are served, by name
 * @param routes the routes in effect, by name
 * @param refused the latest exports that were refused, by name
 */
public record Models(
    List<ModelSummary> models, List<ModelRoute> routes, List<RefusedModel> refused) {

  static Models of(DeployedModels models) {
    return new Models(
        models.deployed().stream().map(ModelSummary::of).toList(),
        models.routes().stream().map(ModelRoute::of).toList(),
        models.refused().stream().map(RefusedModel::of).toList());
  }
}
