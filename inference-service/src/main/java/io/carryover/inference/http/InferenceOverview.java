package io.carryover.inference.http;

import io.carryover.inference.registry.DeployedModels;
import io.carryover.inference.segmentation.RecentSegmentations;
import java.net.URI;
import java.util.List;

/**
 * What the page shows of this service.
 *
 * @param url address of the interface, for the example
 * @param models models served and refused
 * @param recent the latest segmentations, the newest first
 */
public record InferenceOverview(URI url, Models models, List<RecentRow> recent) {

  static InferenceOverview of(URI url, DeployedModels models, RecentSegmentations recent) {
    return new InferenceOverview(
        url, Models.of(models), recent.latest().stream().map(RecentRow::of).toList());
  }

  /** The model of the example: the first one. */
  public String exampleModel() {
    return models.models().stream().map(ModelSummary::name).findFirst().orElse("MODEL");
  }
}
