/**
 * What to train next: a Kafka Streams topology with {@code exactly_once_v2}.
 *
 * <pre>
 *   cohorts ------------+                                            +--> training-runs
 *   admitted-scans -----+--> EventDecoding --> one partition --> PlanningProcessor
 *   kernels-harvested --+          |                             |   +--> run-status (QUEUED,
 *   priors -------------+     dead letters                PlanningState      REJECTED; of a
 *                                                         (changelogs)       cohort: COMPLETED,
 *                                                                            REJECTED)
 * </pre>
 *
 * <p>All inputs pass through a repartition topic of one partition, because a target cohort's
 * training needs what its source cohort gave, and their keys differ; so one task, one thread plans
 * for all cohorts and sees everything in one order. What is planned is a pure function of what is
 * known ({@link io.carryover.trainer.planning.Planner}), so the order of arrival does not matter,
 * and a redelivered event plans nothing twice: what a cohort wanted last is kept by the hash of its
 * inputs, and only a change is emitted. A definition that comes back asks for its runs once more;
 * those that have a result cost nothing. A tombstone ends a cohort's planning, not its runs. TEST
 * scans are never part of a training.
 */
package io.carryover.trainer.planning;
