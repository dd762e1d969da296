package io.carryover.inference.http;

import java.io.InputStream;
import java.util.Optional;

/**
 * A request to segment.
 *
 * @param model name of the model; empty for the only one
 * @param announcedBytes length of the body as announced, below 0 if it is not
 * @param body NIfTI, plain or gzipped
 */
record UploadedScan(Optional<String> model, long announcedBytes, InputStream body) {}
