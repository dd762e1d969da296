/**
 * Runs one training at a time, as the queue hands them out.
 *
 * <pre>
 * training-runs -&gt; TrainingHandler -&gt; ScanExamples -&gt; NetworkTraining (checkpoint every epoch)
 *                       |                                  |-&gt; run-progress (EpochCompleted)
 *                       |&lt;- RunResult: SOURCE HarvestedKernels, targets export.ExportedModel
 *                       |-&gt; store (files, then the result record under the run id)
 *                       '-&gt; kernels-harvested | models, then run-status, then the queue is answered
 * </pre>
 *
 * One thread: the engine collects gradients for one training per process. A run whose result is
 * recorded is not run again; its event is published once more, byte for byte.
 */
package io.carryover.trainer.training;
