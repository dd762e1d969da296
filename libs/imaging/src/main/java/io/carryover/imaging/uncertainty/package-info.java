/**
 * What a posterior over networks says about one scan, beyond its mask.
 *
 * <pre>
 *   probabilities of each voxel: by the mean weights, by T samples of the weights
 *      |                                     |
 *      |  PredictiveEntropy (maps)           |  ScanTally (counts)
 *      v                                     v
 *   entropy = expected entropy         ScanSamples: volumes by sample, agreement
 *             + mutual information           |
 *                                            |  Calibration, fitted on validation scans
 *                                            v
 *                                      volume with a 95 % interval, refer or not
 * </pre>
 *
 * <p>Trainer (which calibrates) and inference service (which answers) use the same code. Pure
 * arithmetic, no files; entropies in nats.
 */
package io.carryover.imaging.uncertainty;
