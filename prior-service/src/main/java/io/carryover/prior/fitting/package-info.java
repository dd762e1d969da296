/**
 * Fits priors: hours of work taken from a queue, one at a time per replica.
 *
 * <pre>
 *   prior-fits --> FittingHandler --recorded already?--> priors (the same bytes), COMPLETED
 *                       |
 *                       +--> PriorFit: kernels from the store --> seven VAEs --> gate
 *                                 |  run-progress each epoch            |
 *                                 |                                     +--refused--> REJECTED
 *                                 +--told to stop--> released, checkpoint stays
 *                       passed: prior in the store --> recorded --> priors --> COMPLETED
 * </pre>
 *
 * <p>At least once: a fit that was interrupted goes on from its checkpoint and ends with the same
 * numbers; one whose result is recorded is only published again. A prior that does not pass its
 * gate is never published.
 */
package io.carryover.prior.fitting;
