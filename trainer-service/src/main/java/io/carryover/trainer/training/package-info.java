/**
 * Runs one training at a time, as the queue hands them out.
 *
 * <pre>
 *   training-runs --> RecordedRuns --> TrainingHandler --> ScanExamples --> NetworkTraining
 *                                          |                  (checkpoint and run-progress each epoch)
 *                                          |<- RunResult: SOURCE HarvestedKernels, targets export.ExportedModel
 *                                          +--> files in the store --> recorded
 *                                                   --> kernels-harvested | model-versions, models --> COMPLETED
 * </pre>
 *
 * <p>One thread: the engine collects gradients for one training per process. At least once, see
 * {@link io.carryover.runtime.run}: a run whose result is recorded is not run again. A model is not
 * published over one of its name that was planned later, however late it is ready.
 */
package io.carryover.trainer.training;
