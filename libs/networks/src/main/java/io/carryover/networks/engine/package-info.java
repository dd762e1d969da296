/**
 * The native tensor library as a whole: its threads and whether it can be loaded.
 *
 * <pre>
 *   configuration --useThreads--> TensorEngine --loads once--> libtorch
 *   readiness -----version------->     |
 * </pre>
 *
 * <p>State of the process: set the threads once, before the first computation, from one thread.
 */
package io.carryover.networks.engine;
