package io.carryover.inference.http;

import io.carryover.events.SegmentationCancelled;
import io.carryover.events.SegmentationRequested;
import io.carryover.events.Topic;
import io.carryover.inference.InferenceServiceSettings;
import io.carryover.inference.registry.DeployedModels;
import io.carryover.inference.segmentation.InFlight;
import io.carryover.inference.segmentation.LeasedSegmentation;
import io.carryover.inference.segmentation.Priority;
import io.carryover.inference.segmentation.ScratchDirectory;
import io.carryover.inference.segmentation.SegmentationObserver;
import io.carryover.runtime.service.ServiceResources;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Makes what the resources call. */
@Singleton
class HttpConfig {

  @Produces
  @Singleton
  RequestLimits limits(InferenceServiceSettings settings, ServiceResources resources) {
    return new RequestLimits(
        Optional.of(settings.inference().http().timeLimit()), resources.clock());
  }

  @Produces
  @Singleton
  AcceptedSegmentations accepted(
      InferenceServiceSettings settings,
      ServiceResources resources,
      InFlight inFlight,
      DeployedModels models,
      ScratchDirectory scratch) {
    return new AcceptedSegmentations(
        inFlight,
        new ServedModels(models),
        new Upload(settings.inference().http().maxBody().asLongValue()),
        scratch,
        resources.store(),
        (priority, request) -> publish(priority, request, resources),
        resources.clock());
  }

  private static void publish(
      Priority priority, SegmentationRequested request, ServiceResources resources) {
    Topic topic =
        priority == Priority.STAT ? Topic.STAT_SEGMENTATION_REQUESTS : Topic.SEGMENTATION_REQUESTS;
    resources.publisher().publish(topic, request.getScanId(), request);
  }

  @Produces
  @Singleton
  AcceptedSegmentationResource.Cancelling cancelling(ServiceResources resources) {
    return id ->
        resources
            .publisher()
            .publish(
                Topic.SEGMENTATION_CANCELLATIONS,
                id,
                new SegmentationCancelled(id, resources.clock().instant()));
  }

  @Produces
  @Singleton
  UploadedSegmentation segmentation(
      InferenceServiceSettings settings,
      ServiceResources resources,
      InFlight inFlight,
      DeployedModels models,
      LeasedSegmentation segmentation,
      SegmentationObserver observer,
      ScratchDirectory scratch) {
    return new UploadedSegmentation(
        inFlight,
        new ServedModels(models),
        new Upload(settings.inference().http().maxBody().asLongValue()),
        segmentation,
        observer,
        scratch,
        resources.clock());
  }
}
