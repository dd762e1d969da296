package io.carryover.cli.evidence;

import java.util.Objects;

/**
 * How well one model of an experiment segmented one test scan.
 *
 * @param method what was compared: ri, pr, prf, dwp, or a variant such as ri-wd0
 * @param size training scans
 * @param split number of the split, from 1
 * @param seed number of the seed, from 1
 * @param scan the test scan
 * @param dsc Dice similarity coefficient on the scan's own grid, 0 to 1
 * @param iou intersection over union on the scan's own grid, 0 to 1
 */
public record Measurement(
    String method, int size, int split, int seed, String scan, double dsc, double iou) {

  public Measurement {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(scan, "scan");
  }
}
