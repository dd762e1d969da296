package io.carryover.inference.registry;

import io.carryover.events.ModelDeployed;
import io.carryover.events.ModelExported;
import io.carryover.events.Topic;
import io.carryover.runtime.event.EventPublisher;
import io.carryover.runtime.view.TopicView;

/** Deploys what the models topic holds and tells what became of it. */
final class ModelHandler implements TopicView.Listener<ModelExported> {
  private final ModelRegistry registry;
  private final ModelMetrics metrics;
  private final EventPublisher publisher;

  ModelHandler(ModelRegistry registry, ModelMetrics metrics, EventPublisher publisher) {
    this.registry = registry;
    this.metrics = metrics;
    this.publisher = publisher;
  }

  @Override
  public void changed(String model, ModelExported exported) {
    ModelDeployed deployed = registry.deploy(exported);
    metrics.show(registry.deployed());
    String key = deployed.getModel() + "@" + deployed.getReplica();
    publisher.publish(Topic.MODEL_DEPLOYMENTS, key, deployed);
  }

  @Override
  public void removed(String model) {
    registry.undeploy(model);
    metrics.show(registry.deployed());
  }
}
