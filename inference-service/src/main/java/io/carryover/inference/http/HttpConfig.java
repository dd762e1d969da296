package io.carryover.inference.http;

import io.carryover.inference.InferenceServiceSettings;
import io.carryover.inference.registry.LeasedSegmentation;
import io.carryover.inference.registry.ModelRegistry;
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
      ModelRegistry registry,
      LeasedSegmentation segmentation,
      SegmentationObserver observer,
      ScratchDirectory scratch) {
    InferenceServiceSettings.Http http = settings.inference().http();
    return new UploadedSegmentation(
        new InFlight(http.inFlight()),
        new ServedModels(registry),
        new Upload(http.maxBody().asLongValue()),
        segmentation,
        observer,
        scratch,
        resources.clock());
  }
}
