/**
 * Decides when a prior is to be fitted: once all networks of one definition of a source cohort,
 * trained on the same scans, have handed in their kernels.
 *
 * <pre>
 *   kernels-harvested --> kept by (cohort, manifest, definition, network) --complete?--> prior-fits
 *          |                       |                                         run-status QUEUED
 *          |                       |--none reaches minimumDsc--> run-status REJECTED, SOURCE_TOO_WEAK
 *          |                       +--inconsistent--> run-status REJECTED
 *          +--bad bytes--> kernels-harvested.dead-letter
 * </pre>
 *
 * <p>A Kafka Streams topology, exactly once, one thread. A run's kernels go into one prior only, so
 * that a repeated event changes nothing; a new run of the same networks begins a new set, and so
 * does a run that was planned again: its prior is asked for again, under the id that it has. The
 * same networks give the same prior id whatever the order of arrival and wherever their files lie.
 * Snapshots below the validation DSC that the cohort demands are left out, see {@link
 * io.carryover.runtime.harvest.MinimumDsc}.
 */
package io.carryover.prior.harvest;
