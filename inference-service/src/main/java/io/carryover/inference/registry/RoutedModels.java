package io.carryover.inference.registry;

import io.carryover.events.ModelDeployed;
import io.carryover.events.ModelRouted;
import io.carryover.inference.segmentation.ModelLease;
import io.carryover.inference.segmentation.ShadowModels;
import java.util.List;
import java.util.Optional;

/** The models of this replica as their routes deal them out. */
final class RoutedModels implements DeployedModels, ShadowModels {
  private final ModelRegistry newest;
  private final Routes routes;
  private final Versions versions;

  RoutedModels(ModelRegistry newest, Routes routes, Versions versions) {
    this.newest = newest;
    this.routes = routes;
    this.versions = versions;
  }

  @Override
  public Optional<ModelLease> lease(Wanted wanted) {
    return held(wanted).map(HeldModel::new);
  }

  @Override
  public Optional<DeployedModel> facts(Wanted wanted) {
    return held(wanted).map(RoutedModels::factsOfReleased);
  }

  private Optional<ServedModel> held(Wanted wanted) {
    return wanted.sha256().map(digest -> version(wanted, digest)).orElseGet(() -> routed(wanted));
  }

  private Optional<ServedModel> routed(Wanted wanted) {
    return routes.answering(wanted.model(), wanted.requestId()).or(() -> newest.held(wanted));
  }

  private Optional<ServedModel> version(Wanted wanted, String sha256) {
    return newest.held(wanted).or(() -> versions.heldForRequest(wanted.model(), sha256));
  }

  private static DeployedModel factsOfReleased(ServedModel held) {
    DeployedModel facts = held.facts();
    held.released();
    return facts;
  }

  @Override
  public Optional<ModelLease> shadow(String model) {
    return routes.shadow(model).map(HeldModel::new);
  }

  @Override
  public List<DeployedModel> deployed() {
    return newest.deployed().stream().map(this::answering).toList();
  }

  /** The pinned version in place of the newest one. */
  private DeployedModel answering(DeployedModel served) {
    return routes.pinned(served.name()).map(RoutedModels::factsOfReleased).orElse(served);
  }

  @Override
  public List<ModelRouted> routes() {
    return routes.inEffect();
  }

  @Override
  public List<ModelDeployed> refused() {
    return newest.refused();
  }

  @Override
  public Optional<ModelDeployed> refusal(String name) {
    return newest.refusal(name);
  }

  @Override
  public boolean isPostponed(String name) {
    return newest.isPostponed(name);
  }
}
