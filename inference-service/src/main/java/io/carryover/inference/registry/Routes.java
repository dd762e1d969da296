package io.carryover.inference.registry;

import io.carryover.events.ModelRouted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The routes in effect by name of the model. A route takes effect at once with all its versions
 * open, or not at all: then the one before it stays. Applying is for one thread, the rest for any.
 */
final class Routes implements AutoCloseable {
  private final Versions versions;
  private final Map<String, Route> inEffect = new TreeMap<>();

  Routes(Versions versions) {
    this.versions = versions;
  }

  /**
   * Puts a route into effect.
   *
   * @throws ModelRefusedException ROUTE_INVALID, UNKNOWN_VERSION, or why a version must not be
   *     served
   * @throws RuntimeException if a version cannot be opened now
   */
  void apply(ModelRouted routed) {
    requireValid(routed);
    Route route = opened(routed);
    replace(routed.getModel(), Optional.of(route));
  }

  /** The newest version answers again. */
  void remove(String model) {
    replace(model, Optional.empty());
  }

  /** Holds the version that answers; empty if the newest one does. */
  synchronized Optional<ServedModel> answering(String model, String requestId) {
    return held(model, route -> route.answering(requestId));
  }

  /** Holds the version that answers but for a canary; empty if the newest one does. */
  synchronized Optional<ServedModel> pinned(String model) {
    return held(model, Route::pinned);
  }

  /** Holds the version that is compared. */
  synchronized Optional<ServedModel> shadow(String model) {
    return held(model, Route::shadow);
  }

  /** As they were asked for. */
  synchronized List<ModelRouted> inEffect() {
    return inEffect.values().stream().map(Route::routed).toList();
  }

  /** As it was asked for. */
  synchronized Optional<ModelRouted> inEffect(String model) {
    return Optional.ofNullable(inEffect.get(model)).map(Route::routed);
  }

  @Override
  public synchronized void close() {
    inEffect.values().forEach(Route::released);
    inEffect.clear();
  }

  private Optional<ServedModel> held(String model, Function<Route, Optional<ServedModel>> which) {
    return Optional.ofNullable(inEffect.get(model)).flatMap(which).map(ServedModel::held);
  }

  private synchronized void replace(String model, Optional<Route> route) {
    Optional<Route> old = Optional.ofNullable(inEffect.remove(model));
    route.ifPresent(next -> inEffect.put(model, next));
    old.ifPresent(Route::released);
  }

  private Route opened(ModelRouted routed) {
    List<ServedModel> held = new ArrayList<>();
    try {
      return new Route(
          routed,
          held(routed.getModel(), routed.getPinnedSha256(), held),
          held(routed.getModel(), routed.getCanarySha256(), held),
          held(routed.getModel(), routed.getShadowSha256(), held));
    } catch (RuntimeException e) {
      held.forEach(ServedModel::released);
      throw e;
    }
  }

  private Optional<ServedModel> held(String model, String sha256, List<ServedModel> all) {
    Optional<ServedModel> version =
        Optional.ofNullable(sha256)
            .map(digest -> versions.held(model, digest).orElseThrow(() -> unknown(model, digest)));
    version.ifPresent(all::add);
    return version;
  }

  private static ModelRefusedException unknown(String model, String sha256) {
    return ModelRefusedException.of(
        "UNKNOWN_VERSION",
        "a route names versions on model-versions, there is no %s of digest %s"
            .formatted(model, sha256));
  }

  private static void requireValid(ModelRouted routed) {
    double share = routed.getCanaryShare();
    boolean hasCanary = routed.getCanarySha256() != null;
    if (!(share >= 0 && share <= 1) || hasCanary != share > 0) {
      throw ModelRefusedException.of(
          "ROUTE_INVALID",
          "a canary has a share above 0 and at most 1, without one it is 0; got %s and digest %s"
              .formatted(share, routed.getCanarySha256()));
    }
  }
}
