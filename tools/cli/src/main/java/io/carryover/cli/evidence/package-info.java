/**
 * What an experiment shows: statistics, words and pictures of measured test scans.
 *
 * <pre>
 *   Measurement (method, size, split, seed, scan) --&gt; Comparison --&gt; EvidenceText --&gt; Markdown
 *                                                         |
 *                                                         +-------&gt; SizeChart
 *   LossCurve (per run) ------------------------------------------&gt; LossChart
 *   KernelGroup (of source networks, of the prior) ---------------&gt; KernelPicture
 *   one test scan, predictions by size -- PredictionsBySize ------&gt; overview
 * </pre>
 *
 * <p>Pure functions of their arguments, on the caller's thread; the same seed gives the same
 * numbers. Numbers are written as in English, whatever the machine's locale.
 */
package io.carryover.cli.evidence;
