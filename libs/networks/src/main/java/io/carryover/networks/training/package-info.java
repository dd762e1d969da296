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
 * <p>A training with a patch sees one random patch of each scan a step, and each validation scan
 * through the sliding window of {@link io.carryover.imaging.patch}:
 *
 * <pre>
 *   Example --PatchSampler (epoch, step, place)--> PatchStack (N, 1, d, h, w) --> Learner.loss
 *   Example --BlendedScans (slab by slab)--> probabilities --> PatchedScans: loss, DSC, IoU
 *                                                      +--> SampledValidation: Calibration of DWP
 * </pre>
 *
 * <p>In memory are the scans (8 bytes a voxel), 4 bytes for each foreground voxel to be aimed at,
 * and the activations of one batch of patches: the engine is given no array of a whole volume.
 *
 * <p>Everything happens on the caller's thread, one training per process. The work directory
 * belongs to one training; after a crash at any moment the same call goes on from the last whole
 * epoch and ends with the bytes of an undisturbed training, on the same machine and number of
 * threads.
 */
package io.carryover.networks.training;
