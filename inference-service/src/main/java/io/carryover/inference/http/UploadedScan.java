package io.carryover.inference.http;

import io.carryover.inference.segmentation.Asked;
import io.carryover.inference.segmentation.Checkpoint;
import io.carryover.inference.segmentation.Terms;
import java.io.InputStream;
import java.util.Optional;

/**
 * A request to segment.
 *
 * @param model name of the model; empty for the only one
 * @param sha256 digest of the version; empty for the one that the route names
 * @param requestId names the request
 * @param announcedBytes length of the body as announced, below 0 if it is not
 * @param body NIfTI, plain or gzipped
 * @param asked what is to be known beside the mask
 * @param terms how it is to be worked on
 */
record UploadedScan(
    Optional<String> model,
    Optional<String> sha256,
    String requestId,
    long announcedBytes,
    InputStream body,
    Asked asked,
    Terms terms) {

  /** The same, worked on as long as a checkpoint lets it pass. */
  UploadedScan onlyWhile(Checkpoint checkpoint) {
    return new UploadedScan(
        model, sha256, requestId, announcedBytes, body, asked, terms.and(checkpoint));
  }
}
