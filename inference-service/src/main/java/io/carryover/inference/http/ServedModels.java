package io.carryover.inference.http;

import io.carryover.inference.registry.DeployedModel;
import io.carryover.inference.registry.DeployedModels;
import io.carryover.inference.segmentation.ModelLease;
import io.carryover.runtime.failure.RejectedException;
import java.util.List;
import java.util.Optional;

/** The models that a request by HTTP may ask for: those of this moment. */
final class ServedModels {
  private final DeployedModels models;

  ServedModels(DeployedModels models) {
    this.models = models;
  }

  /**
   * Leases a model.
   *
   * @param name its name; empty for the only one
   * @throws UnavailableException NO_MODEL_READY if there is none at all, MODEL_NOT_READY if the one
   *     asked for was refused
   * @throws RejectedException UNKNOWN_MODEL, or MODEL_REQUIRED if none is named and there are
   *     several
   */
  ModelLease lease(Optional<String> name) {
    List<String> names = models.deployed().stream().map(DeployedModel::name).toList();
    if (names.isEmpty()) {
      throw new UnavailableException("NO_MODEL_READY", "no model is served yet");
    }
    String model = name.orElseGet(() -> only(names));
    return models.lease(model).orElseThrow(() -> missing(model, names));
  }

  private static String only(List<String> names) {
    if (names.size() > 1) {
      throw new RejectedException(
          "MODEL_REQUIRED", "name one of the models by ?model=NAME: " + names);
    }
    return names.get(0);
  }

  private RuntimeException missing(String model, List<String> names) {
    if (models.refusal(model).isPresent()) {
      return new UnavailableException(
          "MODEL_NOT_READY", "model \"%s\" was refused, GET /v1/models says why".formatted(model));
    }
    return new RejectedException(
        "UNKNOWN_MODEL", "no model is named \"%s\", there are %s".formatted(model, names));
  }
}
