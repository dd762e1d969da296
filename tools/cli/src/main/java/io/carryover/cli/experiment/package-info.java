/**
 * Does the transfer help on some data, and by how much?
 *
 * <pre>
 *   settings, arms --> ExperimentPlan: one source cohort; for each (size, split, seed) a target
 *                   |    cohort for all methods as they are, and one for each arm of its own
 *                   |  plan.json: a continued experiment has the same, or more (PlanGrowth)
 *                   v
 *   cohorts, labelled-scans --> trainer, prior --> models, run-status
 *        (only what is not there yet)                 |
 *   report.md <-- results.csv <-- Evaluations <-- Ledger (what has come of each training)
 *       ^                                             |
 *       +--- pictures/ <-- Illustrations <------------+   when every training is settled
 *       +------------- search.csv <-------------------+   --search: no test scan is read
 * </pre>
 *
 * <p>Test scans are measured here and shown to no service. People are numbers from the plan on.
 *
 * <p>Everything that counts is in topics, store and results.csv: an experiment may be stopped or
 * killed at any time, and started again on the same folder. Threading: one thread, the command's
 * own; {@link io.carryover.cli.experiment.Evaluations} has a second one that measures models.
 */
package io.carryover.cli.experiment;
