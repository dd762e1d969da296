/**
 * The trainer service: admits labelled scans, plans trainings, trains, exports models.
 *
 * <pre>
 *   labelled-scans --> admission (queue) --> admitted-scans --+
 *   cohorts --> cohort (what is known) ----------------------+--> planning (Streams) --> training-runs
 *   kernels-harvested, priors -------------------------------+                               |
 *                                  kernels-harvested, models <-- export <-- training (queue) <--+
 *   own topics --> http: a page, health, metrics
 * </pre>
 *
 * <p>This package only puts the parts together. All state is in Kafka and in the artifact store; a
 * replica keeps nothing but the checkpoints of the run that it works on.
 */
package io.carryover.trainer;
