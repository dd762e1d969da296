/**
 * Training of source and target networks.
 *
 * <pre>
 *   TrainingData, TrainingSettings, Start
 *        |
 *   NetworkTraining -- makes --> Learner: PointNetwork (SOURCE, RI, PR, PRF)
 *        |                                VariationalNetwork (DWP), from a VariationalStart:
 *        |                                  which prior, and where the posterior means start
 *        v
 *   EpochLoop: [ steps of Adam | evaluate | plateau, best epoch | Checkpoint | EpochListener ]*
 *        |
 *        v
 *   TrainingOutcome: a Snapshot (safetensors) per learning-rate cycle
 * </pre>
 *
 * <p>Everything happens on the caller's thread, one training per process. The work directory
 * belongs to one training; after a crash at any moment the same call goes on from the last whole
 * epoch and ends with the bytes of an undisturbed training, on the same machine and number of
 * threads.
 */
package io.carryover.networks.training;
