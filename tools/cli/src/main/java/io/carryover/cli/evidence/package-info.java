/**
 * What an experiment shows: statistics, words and pictures of measured test scans.
 *
 * <pre>
 *   Measurement (method, size, split, seed, scan) --> Comparison --+--> EvidenceText, against a Baseline
 *                                                                  +--> Spread: mean and deviation
 *                                                                  +--> SizeChart
 *   LossCurve (per run) ----------------------------------------------> LossChart
 *   KernelGroup (of source networks, of the prior) -------------------> KernelPicture
 *   one test scan, predictions by size -- PredictionsBySize ----------> overview
 * </pre>
 *
 * <p>Pure functions of their arguments, on the caller's thread; the same seed gives the same
 * numbers. Numbers are written as in English, whatever the machine's locale.
 */
package io.carryover.cli.evidence;
