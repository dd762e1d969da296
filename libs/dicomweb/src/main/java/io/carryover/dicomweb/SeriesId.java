package io.carryover.dicomweb;

/**
 * Which series.
 *
 * @param study its study
 * @param series the series
 */
public record SeriesId(Uid study, Uid series) {

  /** Its path under a root. */
  String path() {
    return "studies/%s/series/%s".formatted(study, series);
  }
}
