package io.carryover.inference.shadow;

import io.carryover.events.VersionsCompared;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/**
 * {@code carryover_shadow_dsc} and {@code carryover_shadow_volume_difference_ml} (absolute) by
 * model and both digests; {@code carryover_shadow_scans_total} by model and outcome: compared,
 * passed_over or failed.
 */
final class ShadowMetrics {
  private static final double[] DSC = {0.5, 0.7, 0.8, 0.9, 0.95, 0.99};

  private final MeterRegistry meters;

  ShadowMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  void compared(VersionsCompared event) {
    Tags tags =
        Tags.of("model", event.getModel(), "served", event.getServedSha256())
            .and("shadow", event.getShadowSha256());
    DistributionSummary.builder("carryover.shadow.dsc")
        .tags(tags)
        .serviceLevelObjectives(DSC)
        .register(meters)
        .record(event.getDsc());
    meters
        .summary("carryover.shadow.volume.difference.ml", tags)
        .record(Math.abs(event.getShadowVolumeMl() - event.getServedVolumeMl()));
    count(event.getModel(), "compared");
  }

  void passedOver(String model) {
    count(model, "passed_over");
  }

  void failed(String model) {
    count(model, "failed");
  }

  private void count(String model, String outcome) {
    meters.counter("carryover.shadow.scans", "model", model, "outcome", outcome).increment();
  }
}
