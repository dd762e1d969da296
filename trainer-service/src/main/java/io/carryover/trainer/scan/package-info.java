/**
 * The files of a labelled scan, fetched and read; shared by admission and training.
 *
 * <pre>
 * ScanRef -&gt; ArtifactStore.fetch (roots, digest) -&gt; LabelledScanReader (geometry, voxels) -&gt; LabelledScan
 *         -&gt; TrainingCrop (the shape that a training sees, with foreground in it)
 * </pre>
 *
 * Stateless and safe for any thread.
 */
package io.carryover.trainer.scan;
