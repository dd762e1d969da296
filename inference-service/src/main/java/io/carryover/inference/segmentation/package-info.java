/**
 * A scan to a mask on the scan's own grid.
 *
 * <pre>
 *   NIfTI --read within limits--> Volume --prepare--> RAS, content, [0, 1]
 *                                                        | patches, batch by batch   (lane)
 *                                                        v
 *                          slab by slab: means of p by the mean weights and by each sample
 *                                                        v
 *   NIfTI mask, maps <--write-- Restoration on the scan's grid --> ScanSamples
 *        |                                                           v
 *        |                                          StatedUncertainty, by the model's Calibration
 *        |
 *        +--> Answer or Refusal --> SegmentationObserver: metrics, recent ones
 * </pre>
 *
 * <p>The model comes as a {@link io.carryover.inference.segmentation.ModelLease}, from wherever
 * models are kept. Networks run in one {@link io.carryover.inference.segmentation.Lane}, one scan
 * after the other, the more urgent first, also between the batches of another; reading, preparing
 * and writing run on the caller's thread, beside another scan's patches. A scan takes {@link
 * io.carryover.inference.segmentation.MemoryNeed} of memory and one batch of patches.
 *
 * <p>Bad scans are {@link io.carryover.runtime.failure.RejectedException}s with the code of {@link
 * io.carryover.imaging.volume.InvalidImageException}; everything else may pass and is thrown as it
 * is.
 */
package io.carryover.inference.segmentation;
