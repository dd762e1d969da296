package io.carryover.inference.requests;

import io.carryover.events.SegmentationCancelled;
import io.carryover.inference.segmentation.Checkpoint;
import io.carryover.inference.segmentation.WithdrawnException;
import java.util.Optional;
import java.util.function.Function;

/** Requests that are no longer wanted. */
final class Cancellations {
  private final Function<String, Optional<SegmentationCancelled>> latest;

  /**
   * Knows cancellations.
   *
   * @param latest the cancellation of a request, as far as it has come here
   */
  Cancellations(Function<String, Optional<SegmentationCancelled>> latest) {
    this.latest = latest;
  }

  /** Closed as soon as the request is cancelled. */
  Checkpoint of(String requestId) {
    return () -> latest.apply(requestId).ifPresent(Cancellations::stop);
  }

  private static void stop(SegmentationCancelled cancelled) {
    throw WithdrawnException.cancelled(cancelled.getCancelledAt());
  }
}
