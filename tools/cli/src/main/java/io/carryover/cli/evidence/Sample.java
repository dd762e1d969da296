package io.carryover.cli.evidence;

/**
 * One number of one model on one test scan.
 *
 * @param model that was measured
 * @param person on the scan
 * @param value the metric, or its difference to another method
 */
record Sample(Model model, String person, double value) {

  /** A split's training scans and the seed that it was trained with; methods share models. */
  record Model(int split, int seed) {}
}
