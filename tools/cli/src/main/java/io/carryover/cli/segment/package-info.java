/**
 * One scan to one mask, three ways with the same result.
 *
 * <pre>
 *   --model NAME                    HttpSegmentation    POST /v1/segmentations          (default)
 *   --model NAME --bootstrap H:P    EventSegmentation   segmentation-requests --> segmentations
 *   --model FILE.onnx               ModelFileSegmentation   no service at all: ModelFile
 * </pre>
 *
 * <p>The mask lies on the scan's own grid. Each way says what it found in one sentence.
 */
package io.carryover.cli.segment;
