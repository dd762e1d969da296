/**
 * Adam with coupled L2 and the reduction of its learning rate on a plateau; both with a state that
 * a checkpoint can hold.
 *
 * <pre>
 *   gradients -- Adam.update(rate) --> parameters          loss of an epoch -- Plateau.after --> rate
 * </pre>
 *
 * <p>One training per process, on one thread.
 */
package io.carryover.networks.optimiser;
