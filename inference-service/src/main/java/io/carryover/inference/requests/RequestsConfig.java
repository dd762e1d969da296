package io.carryover.inference.requests;

import io.carryover.events.ModelExported;
import io.carryover.events.SegmentationRequested;
import io.carryover.events.Topic;
import io.carryover.inference.registry.DeployedModels;
import io.carryover.inference.segmentation.LeasedSegmentation;
import io.carryover.inference.segmentation.Questions;
import io.carryover.inference.segmentation.ScratchDirectory;
import io.carryover.inference.segmentation.SegmentationObserver;
import io.carryover.runtime.service.ServiceResources;
import io.carryover.runtime.view.TopicView;
import io.carryover.runtime.work.WorkQueue;
import io.carryover.runtime.work.WorkQueueSettings;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Makes the queue of requests and what works it off. */
@Singleton
class RequestsConfig {
  /** Share group of all replicas. */
  private static final String GROUP = "inference-segmentation";

  /** A scan takes seconds; one that takes longer is given back and begun again by another. */
  private static final Duration DRAIN_WITHIN = Duration.ofSeconds(8);

  @Produces
  @Singleton
  SegmentationHandler handler(
      ServiceResources resources,
      DeployedModels deployed,
      TopicView<ModelExported> models,
      LeasedSegmentation segmentation,
      Questions questions,
      ScratchDirectory scratch,
      SegmentationObserver observer) {
    CurrentModels current = new CurrentModels(deployed, models::catchUp);
    RequestedSegmentation requested =
        new RequestedSegmentation(
            current, resources.store(), segmentation, questions, scratch, resources.clock());
    return new SegmentationHandler(
        requested, resources.publisher(), resources.status(), observer, resources.clock());
  }

  @Produces
  @Singleton
  WorkQueue<SegmentationRequested> queue(
      SegmentationHandler handler, ServiceResources resources, MeterRegistry meters) {
    return new WorkQueue<>(
        resources.kafka(),
        WorkQueueSettings.of(Topic.SEGMENTATION_REQUESTS, GROUP).withDrainTimeout(DRAIN_WITHIN),
        SegmentationRequested.class,
        handler,
        meters);
  }
}
