/**
 * A scan with its expert's labels, checked as a pair.
 *
 * <pre>
 *   image: NIfTI file, DICOM series --> Volume --+-- finite? contrast? ----+
 *                                                +-- same shape and place? +--> LabelledScan
 *   labels: NIfTI file, DICOM-SEG ----> labels --+-- foreground there? ----+
 * </pre>
 *
 * <p>Stateless; any thread. A broken rule is an {@link
 * io.carryover.imaging.volume.InvalidImageException} that names the scan.
 */
package io.carryover.imaging.scan;
