/**
 * Measurements of this installation.
 *
 * <pre>
 *   BenchTrainingCommand, BenchServingCommand
 *       | settings as system properties
 *       v
 *   BenchmarkProcess --> child JVM: tools/benchmarks --> OUT/training.json, OUT/serving.json, .md
 *       |                    | standard output, line by line
 *       +--- progress &lt;------+
 * </pre>
 *
 * <p>The child has the tensor library and the environment of the services; this command never loads
 * it. Used on the command's own thread.
 */
package io.carryover.cli.bench;
