package io.carryover.cli.evidence;

/**
 * A method at one target size. A model's figure is its mean over the test scans.
 *
 * @param models splits times seeds
 * @param mean over the models
 * @param standardDeviation over the models, of a sample; NaN of a single one
 * @param interval 95 % for the mean, see {@link CrossedBootstrap}
 */
public record MethodSummary(int models, double mean, double standardDeviation, Interval interval) {}
