/**
 * What is known of cohorts, for admission, planning and the page alike.
 *
 * <pre>
 *   cohorts --TopicView--> Cohorts --> CohortRules --> usable, or COHORT_INVALID with every broken rule
 *   admitted-scans --TopicView--> AdmittedScans --> how many of each split
 *   TrainingRequested --> TrainingIds --> what the run, and what is planned, is named by
 *   TrainingRequested --> TrainingShapes --> what is held of a scan, what the network sees at once
 * </pre>
 *
 * <p>Publishes and decides nothing. Safe from any thread.
 */
package io.carryover.trainer.cohort;
