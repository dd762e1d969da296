/**
 * The native tensor library as a whole: its threads, whether it can be loaded, and arithmetic by
 * numbers, which DJL's own gets wrong under gradients.
 *
 * <pre>
 *   configuration --useThreads--> TensorEngine --loads once--> libtorch
 *   readiness -----version------->     |
 *   losses, priors --EngineNumber--> the number in the library's own memory
 * </pre>
 *
 * <p>State of the process: set the threads once, before the first computation, from one thread.
 */
package io.carryover.networks.engine;
