package io.carryover.inference.http;

import io.carryover.inference.segmentation.Asked;
import java.io.InputStream;
import java.util.Optional;

/**
 * A request to segment.
 *
 * @param model name of the model; empty for the only one
 * @param announcedBytes length of the body as announced, below 0 if it is not
 * @param body NIfTI, plain or gzipped
 * @param asked what is to be known beside the mask
 */
record UploadedScan(Optional<String> model, long announcedBytes, InputStream body, Asked asked) {}
