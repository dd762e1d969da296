package io.carryover.cli.evidence;

/** A confidence interval. */
public record Interval(double low, double high) {}
