/**
 * Figures for a predicted mask against the truth.
 *
 * <pre>
 *   prediction, truth -> voxel counts -> DSC, IoU
 * </pre>
 *
 * <p>Pure functions; any thread.
 */
package io.carryover.imaging.metrics;
