/**
 * Images and masks in memory, and where their voxels lie.
 *
 * <pre>
 *   Shape (i x j x k) --+
 *                       +-- Grid --+-- Volume (float intensities)
 *   Affine (RAS mm)   --+          +-- Mask   (0 or 1)
 * </pre>
 *
 * <p>Arrays are in C order, k fastest: the voxel (i, j, k) is element (d, h, w) of a network's
 * NCDHW input. Everything here is immutable by agreement (the voxel arrays are shared, not copied)
 * and may be used by several threads. Rejected input is an {@link
 * io.carryover.imaging.volume.InvalidImageException} with a code; it is never worth a retry.
 */
package io.carryover.imaging.volume;
