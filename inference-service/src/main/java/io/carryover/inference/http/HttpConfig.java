package io.carryover.inference.http;

import io.carryover.inference.InferenceServiceSettings;
import io.carryover.inference.registry.DeployedModels;
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
  UploadedSegmentation segmentation(
      InferenceServiceSettings settings,
      ServiceResources resources,
      DeployedModels models,
      LeasedSegmentation segmentation,
      SegmentationObserver observer,
      ScratchDirectory scratch) {
    InferenceServiceSettings.Http http = settings.inference().http();
    return new UploadedSegmentation(
        new InFlight(http.inFlight()),
        new ServedModels(models),
        new Upload(http.maxBody().asLongValue()),
        segmentation,
        observer,
        scratch,
        resources.clock());
  }
}
