package io.carryover.inference.http;

import io.carryover.inference.registry.ModelRegistry;
import java.util.List;

/**
 * All models of this replica.
 *
 * @param models those that are served, by name
 * @param refused the latest exports that were refused, by name
 */
public record Models(List<ModelSummary> models, List<RefusedModel> refused) {

  static Models of(ModelRegistry registry) {
    return new Models(
        registry.deployed().stream().map(ModelSummary::of).toList(),
        registry.refused().stream().map(RefusedModel::of).toList());
  }
}
