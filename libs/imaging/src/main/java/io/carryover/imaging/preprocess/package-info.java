/**
 * Any image to the network's kind of image, and exactly back.
 *
 * <pre>
 *   Volume (any axes) -> along R, A, S -> cropped to content -> [0, 1] -> Prepared
 *                                                                          |
 *     training:  FixedShape centre-crops or pads to the cohort's shape  <--+
 *     inference: patches cut from it -> voxels, run by run -> forEachVoxel +--> mask and maps on
 *                                                                               the scan's own grid
 * </pre>
 *
 * <p>Nothing is resampled, so that the way back is exact to the voxel, with the original affine.
 * Stateless; prepared images may be used by several threads. Broken input is an {@link
 * io.carryover.imaging.volume.InvalidImageException}.
 */
package io.carryover.imaging.preprocess;
