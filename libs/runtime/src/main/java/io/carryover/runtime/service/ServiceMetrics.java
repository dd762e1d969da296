package io.carryover.runtime.service;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Gauge {@code carryover.part.ready} of each part, by name: 1 while it does its work, else 0.
 *
 * @param parts of the service
 */
public record ServiceMetrics(ServiceParts parts) implements MeterBinder {
  @Override
  public void bindTo(MeterRegistry registry) {
    for (Part part : parts.parts()) {
      Gauge.builder("carryover.part.ready", parts, all -> all.ready(part) ? 1 : 0)
          .tag("part", part.name())
          .strongReference(true)
          .register(registry);
    }
  }
}
