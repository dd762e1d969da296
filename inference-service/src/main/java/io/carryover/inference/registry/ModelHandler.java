package io.carryover.inference.registry;

import io.carryover.events.ModelDeployed;
import io.carryover.events.ModelExported;
import io.carryover.events.Topic;
import io.carryover.runtime.event.EventPublisher;
import io.carryover.runtime.view.TopicView;

/**
 * Deploys what the models topic holds and tells what became of it; one model at a time, whichever
 * thread asks.
 */
final class ModelHandler implements TopicView.Listener<ModelExported> {
  private final ModelRegistry registry;
  private final Routes routes;
  private final ModelMetrics metrics;
  private final EventPublisher publisher;

  ModelHandler(
      ModelRegistry registry, Routes routes, ModelMetrics metrics, EventPublisher publisher) {
    this.registry = registry;
    this.routes = routes;
    this.metrics = metrics;
    this.publisher = publisher;
  }

  @Override
  public synchronized void changed(String model, ModelExported exported) {
    tell(registry.deploy(exported));
  }

  @Override
  public synchronized void removed(String model) {
    registry.undeploy(model);
    metrics.show(registry.deployed());
  }

  /** Deploys again what was postponed; a model that still cannot be opened is not told again. */
  synchronized void deployPostponed() {
    registry.postponed().stream()
        .map(registry::deploy)
        .filter(outcome -> !registry.isPostponed(outcome.getModel()))
        .forEach(this::tell);
  }

  private void tell(ModelDeployed outcome) {
    metrics.show(registry.deployed());
    publisher.publish(
        Topic.MODEL_DEPLOYMENTS, Deployments.key(outcome), Deployments.routed(outcome, routes));
  }
}
