package io.carryover.cli.overview;

import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Volume;
import java.util.List;

/**
 * One scan.
 *
 * @param caption what tells this row from the others: the scan's id, or what it was learnt from
 * @param image intensities
 * @param truth the label, on the image's grid
 * @param predictions one per method, on the image's grid
 */
public record OverviewRow(String caption, Volume image, Mask truth, List<Prediction> predictions) {

  public OverviewRow {
    predictions = List.copyOf(predictions);
  }

  /**
   * What a method found.
   *
   * @param method name for people
   * @param mask the mask
   * @param dsc its Dice coefficient against the truth
   */
  public record Prediction(String method, Mask mask, double dsc) {}
}
