package io.carryover.cli.evidence;

/**
 * How well one model segments one test scan.
 *
 * @param method RI, PR, PRF, DWP, or the name of a variant
 * @param size target scans that the model learnt from
 * @param split which draw of those scans
 * @param seed of the model's training
 * @param scan id of the test scan
 * @param dsc Dice similarity coefficient, 0 to 1
 * @param iou intersection over union, 0 to 1
 */
public record Measurement(
    String method, int size, int split, int seed, String scan, double dsc, double iou) {}
