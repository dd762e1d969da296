/**
 * The state of everything that has one, for people and machines that watch {@code run-status}.
 *
 * <pre>
 *   QUEUED --> RUNNING --> COMPLETED
 *                 |----> FAILED     ours: a defect, or tries used up
 *      +----------+----> REJECTED   the input is bad; never retried
 * </pre>
 *
 * <p>The topic is compacted: the latest state of an id counts. {@link
 * io.carryover.runtime.status.Run} names what has a state, {@link
 * io.carryover.runtime.status.RunStatus} publishes, {@link
 * io.carryover.runtime.status.StatusRecords} only makes the records, for Streams topologies. All
 * are safe from any thread.
 */
package io.carryover.runtime.status;
