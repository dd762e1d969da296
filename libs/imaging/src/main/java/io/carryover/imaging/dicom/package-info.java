/**
 * MR and CT series, and segmentations drawn in them, from DICOM files.
 *
 * <pre>
 *   files --dataset--> objects --> ImageInstance (one series?) --> Frame: pixels, Plane, Rescale
 *                                                                    |
 *                       SliceStack: sorted along the normal, all guarded against all
 *                                                                    |  PatientAxes: LPS to RAS
 *                                                                    v
 *            SourceSeries <-- patient, study, images --- Series: Volume
 *          (results are written of it: dicom.write)                  |  its Grid
 *   file --dataset--> Segmentation --> SegmentFrame --FramePlacement-+--> Mask, or label map
 * </pre>
 *
 * <p>Classic images of one frame and enhanced ones of many, uncompressed little endian. Stateless
 * entry points; any thread. No size of a file is believed, no geometry is guessed, nothing is
 * resampled. Broken input is an {@link io.carryover.imaging.volume.InvalidImageException} with its
 * numbers; trouble of the disk is an {@link java.io.UncheckedIOException}, and may pass.
 */
package io.carryover.imaging.dicom;
