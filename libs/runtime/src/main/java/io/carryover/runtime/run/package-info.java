/**
 * Runs: hours of work, each with one result that counts for ever.
 *
 * <pre>
 *   queue --> RecordedRuns --recorded already?--> the same bytes ---+
 *                 | RUNNING                                         |
 *                 +--> RunTask.result --> recorded under the id ----+--> RunTask.publish, COMPLETED
 *                        |  (checkpoints in RunDirectories)               (directory is deleted)
 *                        +--told to stop--> released, checkpoints stay
 *                        +--bad input--> REJECTED (directory is deleted)
 * </pre>
 *
 * <p>At least once: a run whose result is recorded is not done again, its event is published once
 * more, the same but for what the request of now says of itself. One thread works; {@link
 * io.carryover.runtime.run.RunDirectories} may be used from any.
 */
package io.carryover.runtime.run;
