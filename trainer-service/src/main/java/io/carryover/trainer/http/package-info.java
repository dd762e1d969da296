/**
 * The page at {@code /} on which a person sees what the service does.
 *
 * <pre>
 *   views of cohorts, admitted-scans, run-status, run-progress, models
 *                    --> TrainerOverview --> TrainerPageResource --> HTML
 * </pre>
 *
 * <p>Reads the views' maps only, so that it shows the runs of every replica and never waits for the
 * broker.
 */
package io.carryover.trainer.http;
