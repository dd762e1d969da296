package io.carryover.inference.registry;

import io.carryover.events.DeploymentState;
import io.carryover.events.ModelDeployed;
import io.carryover.events.ModelExported;
import io.carryover.events.ModelRouted;
import io.carryover.events.Reason;
import io.carryover.inference.onnx.DeviceChoice;
import io.carryover.inference.segmentation.ModelLease;
import io.carryover.runtime.failure.TransientException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest models of this replica by name. Deploying is for one thread, everything else for any.
 */
public final class ModelRegistry implements DeployedModels, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ModelRegistry.class);

  private static final String OPENING_FAILED = "OPENING_FAILED";

  private final ModelOpening opening;
  private final DeviceChoice asked;
  private final String replica;
  private final Clock clock;
  private final Map<String, ServedModel> current = new TreeMap<>();
  private final Map<String, ModelDeployed> refused = new TreeMap<>();
  private final Map<String, ModelExported> postponed = new TreeMap<>();

  /** When the current version of a name was planned. */
  private final Map<String, Instant> planned = new HashMap<>();

  /**
   * An empty registry.
   *
   * @param opening makes models ready
   * @param asked what shall compute; named where a model was refused
   * @param replica name of this replica
   */
  ModelRegistry(ModelOpening opening, DeviceChoice asked, String replica, Clock clock) {
    this.opening = opening;
    this.asked = asked;
    this.replica = replica;
    this.clock = clock;
  }

  /**
   * Takes a model into service in place of the one of its name, or refuses it and keeps that one. A
   * file that is served already stays as it is. One that was planned before the one served is
   * refused, PLANNED_EARLIER, and this is no refusal of the latest export. What could not be opened
   * for a reason that may pass is {@linkplain #postponed postponed} as well.
   */
  public ModelDeployed deploy(ModelExported exported) {
    if (isOutdated(exported)) {
      return refusal(exported, plannedEarlier(exported));
    }
    forgetPostponed(exported.getModel());
    return served(exported).map(this::deployed).orElseGet(() -> swapIn(exported));
  }

  /** Ends the service of a model; leases go on. */
  public synchronized void undeploy(String name) {
    refused.remove(name);
    planned.remove(name);
    postponed.remove(name);
    Optional.ofNullable(current.remove(name)).ifPresent(ServedModel::released);
  }

  /** The exports that are to be deployed again, since what was in their way may have passed. */
  public synchronized List<ModelExported> postponed() {
    return List.copyOf(postponed.values());
  }

  /** The newest version, if it is the one asked for. */
  @Override
  public Optional<ModelLease> lease(Wanted wanted) {
    return held(wanted).map(HeldModel::new);
  }

  /** Holds the newest version, if it is the one asked for. */
  synchronized Optional<ServedModel> held(Wanted wanted) {
    return Optional.ofNullable(current.get(wanted.model()))
        .filter(model -> wanted.isMetBy(model.facts().sha256()))
        .map(ServedModel::held);
  }

  @Override
  public synchronized Optional<DeployedModel> facts(Wanted wanted) {
    return Optional.ofNullable(current.get(wanted.model()))
        .map(ServedModel::facts)
        .filter(model -> wanted.isMetBy(model.sha256()));
  }

  /** None: the newest version of each model answers all. */
  @Override
  public List<ModelRouted> routes() {
    return List.of();
  }

  @Override
  public synchronized List<DeployedModel> deployed() {
    return current.values().stream().map(ServedModel::facts).toList();
  }

  @Override
  public synchronized List<ModelDeployed> refused() {
    return List.copyOf(refused.values());
  }

  @Override
  public synchronized Optional<ModelDeployed> refusal(String name) {
    return Optional.ofNullable(refused.get(name));
  }

  @Override
  public synchronized boolean isPostponed(String name) {
    return postponed.containsKey(name);
  }

  /** Tells of the version served under a name again; empty if there is none. */
  synchronized Optional<ModelDeployed> deployment(String name) {
    return Optional.ofNullable(current.get(name)).map(ServedModel::facts).map(this::deployed);
  }

  /** A refusal of a version. */
  ModelDeployed refusal(String name, String sha256, ModelRefusedException e) {
    return ModelDeployed.newBuilder()
        .setModel(name)
        .setReplica(replica)
        .setSha256(sha256)
        .setState(DeploymentState.REFUSED)
        .setReason(e.reason())
        .setDevice(asked.name().toLowerCase(Locale.ROOT))
        .setGoldenMaxDifference(e.goldenMaxDifference().orElse(null))
        .setDeployedAt(clock.instant())
        .build();
  }

  /** Ends the service of all models. */
  @Override
  public synchronized void close() {
    new ArrayList<>(current.keySet()).forEach(this::undeploy);
  }

  private synchronized Optional<DeployedModel> served(ModelExported exported) {
    Optional<DeployedModel> same =
        Optional.ofNullable(current.get(exported.getModel()))
            .map(ServedModel::facts)
            .filter(model -> model.sha256().equals(exported.getOnnx().getSha256()));
    same.ifPresent(model -> settled(exported));
    return same;
  }

  private ModelDeployed swapIn(ModelExported exported) {
    try {
      ServedModel opened = opening.open(exported);
      swapIn(exported, opened);
      return deployed(opened.facts());
    } catch (ModelRefusedException e) {
      return keepOld(exported, e);
    } catch (RuntimeException e) {
      postponeIfItMayPass(exported, e);
      return keepOld(exported, new ModelRefusedException(new Reason(OPENING_FAILED, e.toString())));
    }
  }

  private synchronized void postponeIfItMayPass(ModelExported exported, RuntimeException e) {
    log.error("model {} cannot be opened", exported.getModel(), e);
    if (TransientException.describes(e)) {
      postponed.put(exported.getModel(), exported);
    }
  }

  private synchronized void forgetPostponed(String name) {
    postponed.remove(name);
  }

  private synchronized void swapIn(ModelExported exported, ServedModel opened) {
    settled(exported);
    Optional.ofNullable(current.put(exported.getModel(), opened)).ifPresent(ServedModel::released);
    log.info("model {} is served, {}", exported.getModel(), opened.facts().sha256());
  }

  private void settled(ModelExported exported) {
    refused.remove(exported.getModel());
    planned.put(exported.getModel(), exported.getPlannedAt());
  }

  private synchronized boolean isOutdated(ModelExported exported) {
    Instant served = planned.getOrDefault(exported.getModel(), Instant.MIN);
    return exported.getPlannedAt().isBefore(served);
  }

  private static ModelRefusedException plannedEarlier(ModelExported exported) {
    log.warn("model {} of run {} is outdated", exported.getModel(), exported.getRunId());
    return new ModelRefusedException(
        new Reason(
            "PLANNED_EARLIER",
            "a model must not be planned before the one that is served, this one was at %s (run %s)"
                .formatted(exported.getPlannedAt(), exported.getRunId())));
  }

  private synchronized ModelDeployed keepOld(ModelExported exported, ModelRefusedException e) {
    log.warn("model {} is refused: {}", exported.getModel(), e.getMessage());
    ModelDeployed refusal = refusal(exported, e);
    refused.put(exported.getModel(), refusal);
    return refusal;
  }

  private ModelDeployed deployed(DeployedModel model) {
    return ModelDeployed.newBuilder()
        .setModel(model.name())
        .setReplica(replica)
        .setSha256(model.sha256())
        .setState(DeploymentState.DEPLOYED)
        .setDevice(model.device().text())
        .setGoldenMaxDifference(model.golden().maxDifference())
        .setDeployedAt(model.deployedAt())
        .build();
  }

  private ModelDeployed refusal(ModelExported exported, ModelRefusedException e) {
    return refusal(exported.getModel(), exported.getOnnx().getSha256(), e);
  }
}
