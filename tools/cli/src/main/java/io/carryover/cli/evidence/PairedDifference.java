package io.carryover.cli.evidence;

/**
 * A method minus the one it is compared with, at one target size. A pair is the two methods'
 * figures of one split, one seed and one test scan.
 *
 * @param pairs so many
 * @param people on the test scans of the pairs
 * @param mean of the differences
 * @param interval 95 % for the mean, see {@link CrossedBootstrap}
 * @param pValue two-sided, of {@link SignedRank} over the people's mean differences
 */
public record PairedDifference(
    int pairs, int people, double mean, Interval interval, double pValue) {}
