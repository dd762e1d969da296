/**
 * The prior service: gathers the kernels of a source cohort's networks and fits the deep weight
 * prior over them.
 *
 * <pre>
 *   kernels-harvested --> harvest (Streams) --> prior-fits --> fitting (queue) --> priors
 *                                                                  |
 *                                                                  +--> run-progress, run-status
 *   own topics --> http: a page, health, metrics
 * </pre>
 *
 * <p>This package only puts the parts together. All state is in Kafka and in the artifact store; a
 * replica keeps nothing but the checkpoints of the fit that it works on.
 */
package io.carryover.prior;
