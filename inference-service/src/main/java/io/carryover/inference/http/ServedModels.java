package io.carryover.inference.http;

import io.carryover.inference.registry.DeployedModel;
import io.carryover.inference.registry.DeployedModels;
import io.carryover.inference.registry.ModelRefusedException;
import io.carryover.inference.registry.Wanted;
import io.carryover.inference.segmentation.ModelLease;
import io.carryover.inference.segmentation.UnavailableException;
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
   * @param sha256 digest of the version; empty for the one that the route names
   * @param requestId by which the route deals
   * @throws UnavailableException NO_MODEL_READY if there is none at all, MODEL_NOT_READY if the one
   *     asked for was refused
   * @throws RejectedException UNKNOWN_MODEL, UNKNOWN_VERSION, or MODEL_REQUIRED if none is named
   *     and there are several
   */
  ModelLease lease(Optional<String> name, Optional<String> sha256, String requestId) {
    List<String> names = models.deployed().stream().map(DeployedModel::name).toList();
    if (names.isEmpty()) {
      throw new UnavailableException("NO_MODEL_READY", "no model is served yet");
    }
    String model = name.orElseGet(() -> only(names));
    return lease(new Wanted(model, sha256, requestId), names);
  }

  private ModelLease lease(Wanted wanted, List<String> names) {
    try {
      return models.lease(wanted).orElseThrow(() -> missing(wanted, names));
    } catch (ModelRefusedException e) {
      throw new UnavailableException(
          "MODEL_NOT_READY", e.reason().getCode() + ": " + e.getMessage());
    }
  }

  private RuntimeException missing(Wanted wanted, List<String> names) {
    return wanted
        .sha256()
        .filter(digest -> names.contains(wanted.model()))
        .<RuntimeException>map(digest -> wanted.unknownVersion())
        .orElseGet(() -> missing(wanted.model(), names));
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
