/**
 * Folders in the form of the Medical Segmentation Decathlon.
 *
 * <pre>
 *   dataset.json --DecathlonFolder.read--> cases (id, image file, label file)
 *   labelled scans --DecathlonWriter--> imagesTr, labelsTr, dataset.json
 * </pre>
 *
 * <p>Reading is stateless and opens no image; a writer belongs to one thread. A missing part is an
 * {@link io.carryover.imaging.volume.InvalidImageException} with code MISSING_FILE.
 */
package io.carryover.imaging.decathlon;
