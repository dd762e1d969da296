package io.carryover.inference.requests;

import io.carryover.events.EventCodec;
import io.carryover.events.RunStatusChanged;
import io.carryover.events.SegmentationCompleted;
import io.carryover.events.SegmentationRequested;
import io.carryover.runtime.id.ContentId;
import io.carryover.runtime.store.ArtifactStore;
import java.util.Optional;

/**
 * What became of requests, as the store keeps it. A result counts more than a refusal: what was
 * refused may have been sent again and done.
 *
 * @param store where results and refusals are recorded
 */
public record Outcomes(ArtifactStore store) {
  private static final String REFUSED = "refused-";

  /** The result, if there is one. */
  public Optional<SegmentationCompleted> result(SegmentationRequested request) {
    return store
        .recorded(id(request))
        .map(bytes -> EventCodec.decode(bytes, SegmentationCompleted.class));
  }

  /** Why it was refused or failed at first, if it was. */
  public Optional<RunStatusChanged> refusal(SegmentationRequested request) {
    return store
        .recorded(REFUSED + id(request))
        .map(bytes -> EventCodec.decode(bytes, RunStatusChanged.class));
  }

  /** Keeps a result; the first one of a request counts. */
  SegmentationCompleted keep(SegmentationRequested request, SegmentationCompleted result) {
    byte[] kept = store.record(id(request), EventCodec.encode(result));
    return EventCodec.decode(kept, SegmentationCompleted.class);
  }

  /** Keeps a refusal; the first one counts. */
  void keep(SegmentationRequested request, RunStatusChanged refusal) {
    store.record(REFUSED + id(request), EventCodec.encode(refusal));
  }

  /** All that a request says but its times. */
  private static String id(SegmentationRequested request) {
    return ContentId.of(request, "requestedAt", "deadlineAt");
  }
}
