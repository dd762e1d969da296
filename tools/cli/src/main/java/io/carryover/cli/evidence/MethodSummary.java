package io.carryover.cli.evidence;

/**
 * A method at one target size. A model's figure is its mean over the test scans.
 *
 * @param overModels splits times seeds of them
 * @param interval 95 % for the mean, see {@link CrossedBootstrap}
 */
public record MethodSummary(Spread overModels, Interval interval) {}
