package io.carryover.inference.shadow;

import io.carryover.events.Topic;
import io.carryover.events.VersionsCompared;
import io.carryover.inference.segmentation.FileSegmentation;
import io.carryover.inference.segmentation.ScratchDirectory;
import io.carryover.inference.segmentation.ShadowModels;
import io.carryover.runtime.service.ServiceResources;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes what compares versions. */
@Singleton
class ShadowConfig {

  @Produces
  @Singleton
  ShadowRuns runs(
      ShadowModels models,
      FileSegmentation files,
      ScratchDirectory scratch,
      ServiceResources resources,
      MeterRegistry meters) {
    ShadowMetrics metrics = new ShadowMetrics(meters);
    Comparison comparison =
        new Comparison(files, compared -> publish(compared, resources), metrics, resources.clock());
    return new ShadowRuns(models, new ScanCopies(scratch), comparison, metrics);
  }

  private static void publish(VersionsCompared compared, ServiceResources resources) {
    resources.publisher().publish(Topic.MODEL_COMPARISONS, compared.getModel(), compared);
  }

  void close(@Disposes ShadowRuns runs) {
    runs.close();
  }
}
