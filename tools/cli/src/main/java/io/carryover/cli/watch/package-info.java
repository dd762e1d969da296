/**
 * Status and progress of all work, live.
 *
 * <pre>
 *   run-status, run-progress --> EventFeed --> RunRows (one row per training and prior) --+--> Progress
 *                                          \-> WorkCounts (scans, segmentations) ---------+
 * </pre>
 *
 * <p>Threading: one thread. Events of one topic come in order; a row is right whichever of status
 * and progress comes first.
 */
package io.carryover.cli.watch;
