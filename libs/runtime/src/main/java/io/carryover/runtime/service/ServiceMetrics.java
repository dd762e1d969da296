package io.carryover.runtime.service;

import io.carryover.runtime.machine.ProcFiles;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Gauges of a service: {@code carryover.part.ready} of each part, by name, 1 while it does its
 * work, else 0; {@code process.resident.memory.bytes}, Java's heap and native memory together.
 *
 * @param parts of the service
 */
public record ServiceMetrics(ServiceParts parts) implements MeterBinder {
  private static final double BYTES_PER_MIB = 1 << 20;

  @Override
  public void bindTo(MeterRegistry registry) {
    for (Part part : parts.parts()) {
      Gauge.builder("carryover.part.ready", parts, all -> all.ready(part) ? 1 : 0)
          .tag("part", part.name())
          .strongReference(true)
          .register(registry);
    }
    Gauge.builder("process.resident.memory", ProcFiles.ofThisMachine(), ServiceMetrics::resident)
        .baseUnit("bytes")
        .strongReference(true)
        .register(registry);
  }

  private static double resident(ProcFiles files) {
    return files.residentMiB() * BYTES_PER_MIB;
  }
}
