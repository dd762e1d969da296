/**
 * Turns trained weights into a model that explains itself.
 *
 * <pre>
 * weights + TrainingRequested -&gt; Contracts (ModelContract) -&gt; OnnxExport -&gt; store -&gt; ModelExported
 * </pre>
 *
 * Stateless; called by the one training thread.
 */
package io.carryover.trainer.export;
