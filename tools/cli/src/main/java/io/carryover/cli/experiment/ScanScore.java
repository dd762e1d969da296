package io.carryover.cli.experiment;

import java.util.Map;

/**
 * How well a model segmented a test scan.
 *
 * @param dsc Dice similarity coefficient, 0 to 1
 * @param iou intersection over union, 0 to 1
 * @param stated what it stated beside the mask, by column
 */
record ScanScore(String scan, double dsc, double iou, Map<String, String> stated) {}
