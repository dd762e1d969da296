package io.carryover.inference.requests;

import io.carryover.events.SegmentationRequested;
import io.carryover.inference.segmentation.Priority;
import io.carryover.inference.segmentation.Terms;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * How the requests of one topic are worked on: until their deadline, until they are cancelled,
 * until the service stops.
 *
 * @param priority the topic's
 */
record RequestTerms(Priority priority, Cancellations cancellations, Clock clock) {

  /**
   * The terms of one delivery.
   *
   * @param stopping whether the service goes down
   */
  Terms of(SegmentationRequested request, BooleanSupplier stopping) {
    return Terms.until(Optional.ofNullable(request.getDeadlineAt()), priority, clock)
        .and(cancellations.of(request.getRequestId()))
        .and(() -> requireGoingOn(stopping));
  }

  private static void requireGoingOn(BooleanSupplier stopping) {
    if (stopping.getAsBoolean()) {
      throw new ServiceStoppingException();
    }
  }
}
