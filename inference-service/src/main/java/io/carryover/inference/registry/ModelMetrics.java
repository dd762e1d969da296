package io.carryover.inference.registry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;

/**
 * {@code carryover_model_info}: 1 for each model served, its name, digest, method, device and
 * graph.
 */
final class ModelMetrics {
  private final MultiGauge info;

  /** Registers the gauge. */
  ModelMetrics(MeterRegistry meters) {
    this.info = MultiGauge.builder("carryover.model.info").register(meters);
  }

  /** Replaces what is shown. */
  void show(List<DeployedModel> deployed) {
    info.register(deployed.stream().map(ModelMetrics::row).toList(), true);
  }

  private static MultiGauge.Row<Number> row(DeployedModel model) {
    Tags tags =
        Tags.of("model", model.name(), "sha256", model.sha256())
            .and("method", model.contract().method(), "device", model.device().text())
            .and("graph", model.graph().text());
    return MultiGauge.Row.of(tags, 1);
  }
}
