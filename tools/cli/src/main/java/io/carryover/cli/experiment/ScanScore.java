package io.carryover.cli.experiment;

/**
 * How well a model segmented a test scan.
 *
 * @param dsc Dice similarity coefficient, 0 to 1
 * @param iou intersection over union, 0 to 1
 */
record ScanScore(String scan, double dsc, double iou) {}
