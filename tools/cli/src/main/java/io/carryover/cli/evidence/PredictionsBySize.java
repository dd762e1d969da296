package io.carryover.cli.evidence;

import io.carryover.cli.overview.OverviewRenderer;
import io.carryover.cli.overview.OverviewRow;
import io.carryover.cli.overview.OverviewRow.Prediction;
import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Volume;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What the methods find on one test scan, by the size of the target set: a row per size, columns
 * image, truth and each method, drawn as the overview is.
 */
public final class PredictionsBySize {
  private static final String SUBTITLE =
      "one test scan; a row per number of target scans to learn from; axial, patient's right on "
          + "the left; green outline: truth";

  private PredictionsBySize() {}

  /**
   * The picture of at least one size.
   *
   * @param image the scan
   * @param truth its label, on the image's grid
   * @param predictions by size, of the same methods in the same order at each
   * @throws IllegalArgumentException where the methods differ between sizes
   */
  public static BufferedImage render(
      String title, Volume image, Mask truth, SortedMap<Integer, List<Prediction>> predictions) {
    checkMethods(predictions);
    List<OverviewRow> rows =
        predictions.entrySet().stream().map(size -> row(image, truth, size)).toList();
    return OverviewRenderer.render(title, SUBTITLE, rows);
  }

  private static OverviewRow row(
      Volume image, Mask truth, Map.Entry<Integer, List<Prediction>> size) {
    String caption = "learnt from %d scans".formatted(size.getKey());
    return new OverviewRow(caption, image, truth, size.getValue());
  }

  private static void checkMethods(SortedMap<Integer, List<Prediction>> predictions) {
    List<String> first = methods(predictions.get(predictions.firstKey()));
    predictions.forEach(
        (size, found) -> {
          if (!methods(found).equals(first)) {
            throw new IllegalArgumentException(
                "every size has the methods %s, got %s (size %d)"
                    .formatted(first, methods(found), size));
          }
        });
  }

  private static List<String> methods(List<Prediction> predictions) {
    return predictions.stream().map(Prediction::method).toList();
  }
}
