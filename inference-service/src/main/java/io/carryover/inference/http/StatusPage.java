package io.carryover.inference.http;

import java.util.List;

/**
 * What the page shows.
 *
 * @param replica name of this replica
 * @param version version of the code
 * @param url address of the interface, for the example
 * @param models models served and refused
 * @param recent the latest segmentations, the newest first
 */
public record StatusPage(
    String replica, String version, String url, Models models, List<RecentRow> recent) {

  /** The model of the example: the first one. */
  public String exampleModel() {
    return models.models().stream().map(ModelSummary::name).findFirst().orElse("MODEL");
  }
}
