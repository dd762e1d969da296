/**
 * NIfTI-1 and NIfTI-2 single files (.nii, .nii.gz) to volumes, and volumes and masks back.
 *
 * <pre>
 *   file -> gunzip? -> header --checks--> grid, datatype, scaling
 *             |                              |
 *             +------ voxels, streamed ------+--> Volume (file's own axes)
 *
 *   Mask / Volume -> NIfTI-1, little-endian -> gzip? -> file
 * </pre>
 *
 * <p>Stateless; any thread. Every size that a header claims is checked before memory is taken.
 * Damaged input is an {@link io.carryover.imaging.volume.InvalidImageException}; trouble of the
 * disk is an {@link java.io.IOException} or its unchecked form, and may pass.
 */
package io.carryover.imaging.nifti;
