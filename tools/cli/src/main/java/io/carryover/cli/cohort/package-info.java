/**
 * What a cohort is and how it is trained, as a person says it.
 *
 * <pre>
 *   source.json | target.json (defaults) --+
 *   --file cohort.json --------------------+--> CohortDraft --> CohortDefined --> cohorts
 *   options -------------------------------+    (later ones win)
 * </pre>
 */
package io.carryover.cli.cohort;
