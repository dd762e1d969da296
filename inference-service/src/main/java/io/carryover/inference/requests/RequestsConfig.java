package io.carryover.inference.requests;

import io.carryover.events.ModelExported;
import io.carryover.events.SegmentationCancelled;
import io.carryover.events.SegmentationRequested;
import io.carryover.events.Topic;
import io.carryover.inference.registry.DeployedModels;
import io.carryover.inference.segmentation.LeasedSegmentation;
import io.carryover.inference.segmentation.Priority;
import io.carryover.inference.segmentation.Questions;
import io.carryover.inference.segmentation.ScratchDirectory;
import io.carryover.inference.segmentation.SegmentationObserver;
import io.carryover.runtime.service.Part;
import io.carryover.runtime.service.ServiceResources;
import io.carryover.runtime.view.TopicView;
import io.carryover.runtime.work.WorkQueue;
import io.carryover.runtime.work.WorkQueueSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Makes the queue of requests and what works it off. */
@Singleton
class RequestsConfig {
  /** Share groups of all replicas. */
  private static final String GROUP = "inference-segmentation";

  private static final String STAT_GROUP = "inference-stat-segmentation";

  /** What is not done at the next checkpoint is given back and begun again by another. */
  private static final Duration DRAIN_WITHIN = Duration.ofSeconds(8);

  @Produces
  @Singleton
  RequestedSegmentation requested(
      ServiceResources resources,
      DeployedModels deployed,
      TopicView<ModelExported> models,
      @Identifier("model-versions") TopicView<ModelExported> versions,
      LeasedSegmentation segmentation,
      Questions questions,
      ScratchDirectory scratch) {
    Runnable catchUp =
        () -> {
          models.catchUp();
          versions.catchUp();
        };
    CurrentModels current = new CurrentModels(deployed, catchUp);
    return new RequestedSegmentation(
        current, resources.store(), segmentation, questions, scratch, resources.clock());
  }

  /** What is cancelled is read before the queues. */
  @Produces
  @Singleton
  @Identifier("requests")
  List<Part> parts(
      RequestedSegmentation segmentation,
      SegmentationObserver observer,
      ServiceResources resources,
      MeterRegistry meters) {
    TopicView<SegmentationCancelled> cancelled = cancellations(resources);
    Function<Priority, SegmentationHandler> handlers =
        priority -> handler(priority, segmentation, cancelled, observer, resources);
    return List.of(
        Part.view(Topic.SEGMENTATION_CANCELLATIONS, cancelled),
        queue(
            WorkQueueSettings.of(Topic.STAT_SEGMENTATION_REQUESTS, STAT_GROUP),
            handlers.apply(Priority.STAT),
            resources,
            meters),
        queue(
            WorkQueueSettings.of(Topic.SEGMENTATION_REQUESTS, GROUP),
            handlers.apply(Priority.ROUTINE),
            resources,
            meters));
  }

  private static SegmentationHandler handler(
      Priority priority,
      RequestedSegmentation segmentation,
      TopicView<SegmentationCancelled> cancelled,
      SegmentationObserver observer,
      ServiceResources resources) {
    Cancellations cancellations = new Cancellations(cancelled::get);
    return new SegmentationHandler(
        segmentation,
        new RequestTerms(priority, cancellations, resources.clock()),
        new Outcomes(resources.store()),
        resources.publisher(),
        resources.status(),
        observer,
        resources.clock());
  }

  private static TopicView<SegmentationCancelled> cancellations(ServiceResources resources) {
    return new TopicView<>(
        resources.kafka(),
        Topic.SEGMENTATION_CANCELLATIONS,
        SegmentationCancelled.class,
        (requestId, cancelled) -> {});
  }

  private static Part queue(
      WorkQueueSettings settings,
      SegmentationHandler handler,
      ServiceResources resources,
      MeterRegistry meters) {
    WorkQueue<SegmentationRequested> queue =
        new WorkQueue<>(
            resources.kafka(),
            settings.withDrainTimeout(DRAIN_WITHIN),
            SegmentationRequested.class,
            handler,
            meters);
    return Part.queue(settings.topic().topicName(), queue);
  }
}
