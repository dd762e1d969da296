/**
 * Which source networks are good enough to learn from, said once for the prior that is fitted to
 * their kernels and for the trainings that start from their weights.
 *
 * <pre>
 *   KernelsHarvested --> MinimumDsc --> those of its snapshots that reach it
 *                            |
 *                            +--> none of any network: Reason SOURCE_TOO_WEAK with their figures
 * </pre>
 *
 * <p>Pure functions; safe from any thread.
 */
package io.carryover.runtime.harvest;
