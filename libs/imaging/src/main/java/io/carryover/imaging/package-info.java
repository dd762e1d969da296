/**
 * Images for a network and masks for a scanner's grid; the packages below hold the parts.
 *
 * <pre>
 *   dicom ----+
 *             v
 *   nifti --> volume --> scan (image + mask, checked) --> preprocess --> patch --> network
 *     ^                    ^            ^                     |                      |
 *     |                    |            |                     +------ restore <------+--> metrics
 *   mask file          decathlon     phantom
 * </pre>
 *
 * <p>The mask of a DICOM series goes back as a DICOM segmentation: {@code dicom.write}.
 *
 * <p>No threads, no network, no framework: pure code and files.
 */
package io.carryover.imaging;
