/**
 * Measurements of this installation.
 *
 * <pre>
 *   BenchTrainingCommand -- settings as system properties --> child JVM: tools/benchmarks, libs/networks
 *            |                                                    |
 *            +--- progress &lt;-- its standard output, line by line -+--> OUT/training.json, training.md
 * </pre>
 *
 * <p>The child has the tensor library and the environment of the services; this command never loads
 * it. Used on the command's own thread.
 */
package io.carryover.cli.bench;
