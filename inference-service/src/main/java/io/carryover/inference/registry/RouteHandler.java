package io.carryover.inference.registry;

import io.carryover.events.ModelDeployed;
import io.carryover.events.ModelRouted;
import io.carryover.events.Topic;
import io.carryover.runtime.event.EventPublisher;
import io.carryover.runtime.view.TopicView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts routes into effect and tells what became of them. One that names a version that cannot be
 * opened is refused, and tried again after a while: its version may come, or its store. One at a
 * time, whichever thread asks.
 */
final class RouteHandler implements TopicView.Listener<ModelRouted> {
  private static final Logger log = LoggerFactory.getLogger(RouteHandler.class);

  private final Routes routes;
  private final ModelRegistry registry;
  private final Runnable catchUp;
  private final EventPublisher publisher;
  private final Map<String, ModelRouted> postponed = new TreeMap<>();

  /**
   * Handles routes.
   *
   * @param catchUp waits until the replica knows what model-versions holds now
   */
  RouteHandler(Routes routes, ModelRegistry registry, Runnable catchUp, EventPublisher publisher) {
    this.routes = routes;
    this.registry = registry;
    this.catchUp = catchUp;
    this.publisher = publisher;
  }

  @Override
  public synchronized void changed(String model, ModelRouted routed) {
    postponed.remove(model);
    catchUp.run();
    try {
      apply(routed);
    } catch (ModelRefusedException e) {
      postponed.put(model, routed);
      tellRefusal(routed, e);
    }
  }

  @Override
  public synchronized void removed(String model) {
    postponed.remove(model);
    routes.remove(model);
    registry.deployment(model).ifPresent(this::tell);
  }

  /** Tries again what was refused; one that still is, is not told again. */
  synchronized void applyPostponed() {
    List.copyOf(postponed.values()).forEach(this::tryAgain);
  }

  private void tryAgain(ModelRouted routed) {
    try {
      apply(routed);
      postponed.remove(routed.getModel());
    } catch (ModelRefusedException e) {
      log.warn("route of {} is still refused: {}", routed.getModel(), e.getMessage());
    }
  }

  /** What may pass is no refusal for good, but told like one. */
  private void apply(ModelRouted routed) {
    try {
      routes.apply(routed);
    } catch (ModelRefusedException e) {
      throw e;
    } catch (RuntimeException e) {
      log.error("a version of model {} cannot be opened", routed.getModel(), e);
      throw ModelRefusedException.of("OPENING_FAILED", e.toString());
    }
    log.info("model {} is routed: {}", routed.getModel(), routed);
    registry.deployment(routed.getModel()).ifPresent(this::tell);
  }

  private void tellRefusal(ModelRouted routed, ModelRefusedException e) {
    log.warn("route of {} is refused: {}", routed.getModel(), e.getMessage());
    tell(registry.refusal(routed.getModel(), named(routed), e));
  }

  /** A digest that the route names, since the event takes one. */
  private static String named(ModelRouted routed) {
    return Stream.of(routed.getPinnedSha256(), routed.getCanarySha256(), routed.getShadowSha256())
        .flatMap(Stream::ofNullable)
        .findFirst()
        .orElse("");
  }

  private void tell(ModelDeployed outcome) {
    publisher.publish(
        Topic.MODEL_DEPLOYMENTS, Deployments.key(outcome), Deployments.routed(outcome, routes));
  }
}
