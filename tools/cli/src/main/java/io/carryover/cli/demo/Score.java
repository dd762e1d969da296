package io.carryover.cli.demo;

import io.carryover.imaging.metrics.Overlap;
import java.util.Collection;
import java.util.function.ToDoubleFunction;

/**
 * How well a mask meets the truth, on the scan's own grid.
 *
 * @param dsc Dice similarity coefficient, 0 to 1
 * @param iou intersection over union, 0 to 1
 */
record Score(double dsc, double iou) {

  static Score of(Overlap overlap) {
    return new Score(overlap.dsc(), overlap.iou());
  }

  /** Mean over scans. */
  static Score mean(Collection<Score> scores) {
    return new Score(mean(scores, Score::dsc), mean(scores, Score::iou));
  }

  private static double mean(Collection<Score> scores, ToDoubleFunction<Score> part) {
    return scores.stream().mapToDouble(part).average().orElseThrow();
  }
}
