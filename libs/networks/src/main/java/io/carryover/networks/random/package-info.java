/**
 * Seeds by counter, so that an interrupted run draws what an uninterrupted one draws.
 *
 * <pre>
 *   run's seed -- of("order") -- at(epoch) -- at(step) --> generator, permutation, engine
 * </pre>
 */
package io.carryover.networks.random;
