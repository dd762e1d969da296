/**
 * Fits priors: hours of work taken from a queue, one at a time per replica.
 *
 * <pre>
 *   prior-fits --> RecordedRuns --recorded already?--> priors (the same bytes), COMPLETED
 *                       |
 *                 FittingHandler --> PriorFit: kernels from the store --> seven VAEs --> gate
 *                       |               |  run-progress each epoch                        |
 *                       |               |                            REJECTED <--refused--+
 *                       |               +--told to stop--> released, checkpoint stays     |
 *                       +<-------- prior in the store <---------------------------passed--+
 *                       |
 *                       +--> recorded --> priors --> COMPLETED
 * </pre>
 *
 * <p>At least once, see {@link io.carryover.runtime.run}: a fit that was interrupted goes on from
 * its checkpoint and ends with the same numbers. Where the cohort asks for the control, each VAE is
 * followed by one of shuffled kernels, which the gate does not judge. A prior that does not pass
 * its gate is never published.
 */
package io.carryover.prior.fitting;
