package io.carryover.inference.http;

import io.carryover.inference.InferenceServiceSettings;
import io.carryover.inference.registry.DeployedModels;
import io.carryover.inference.segmentation.InFlight;
import io.carryover.inference.segmentation.LeasedSegmentation;
import io.carryover.inference.segmentation.ScratchDirectory;
import io.carryover.inference.segmentation.SegmentationObserver;
import io.carryover.runtime.service.ServiceResources;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes what the resources call. */
@Singleton
class HttpConfig {

  @Produces
  @Singleton
  RequestLimits limits(InferenceServiceSettings settings, ServiceResources resources) {
    return new RequestLimits(settings.inference().http().timeLimit(), resources.clock());
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
