package io.carryover.inference.requests;

import io.carryover.events.ArtifactRef;
import io.carryover.events.EventCodec;
import io.carryover.events.SegmentationCompleted;
import io.carryover.events.SegmentationRequested;
import io.carryover.inference.segmentation.Answer;
import io.carryover.inference.segmentation.LeasedSegmentation;
import io.carryover.inference.segmentation.ModelLease;
import io.carryover.inference.segmentation.ScratchDirectory;
import io.carryover.inference.segmentation.ScratchFile;
import io.carryover.inference.segmentation.Via;
import io.carryover.runtime.id.ContentId;
import io.carryover.runtime.store.ArtifactStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Answers a request: once, and with the same bytes ever after. */
final class RequestedSegmentation {
  private static final double MILLIS_PER_SECOND = 1000;

  private final CurrentModels models;
  private final ArtifactStore store;
  private final LeasedSegmentation segmentation;
  private final ScratchDirectory scratch;
  private final Clock clock;

  /**
   * Answers requests.
   *
   * @param store where images may lie and masks go
   * @param scratch for masks on their way
   */
  RequestedSegmentation(
      CurrentModels models,
      ArtifactStore store,
      LeasedSegmentation segmentation,
      ScratchDirectory scratch,
      Clock clock) {
    this.models = models;
    this.store = store;
    this.segmentation = segmentation;
    this.scratch = scratch;
    this.clock = clock;
  }

  /**
   * The result of a request; its mask is in the store and the result is recorded.
   *
   * @throws io.carryover.runtime.failure.RejectedException if model, reference or image are bad
   */
  SegmentationCompleted result(SegmentationRequested request) {
    String id = ContentId.of(request, "requestedAt");
    byte[] result =
        store.recorded(id).orElseGet(() -> store.record(id, EventCodec.encode(computed(request))));
    return EventCodec.decode(result, SegmentationCompleted.class);
  }

  private SegmentationCompleted computed(SegmentationRequested request) {
    Instant taken = clock.instant();
    try (ModelLease lease = models.lease(request.getModel());
        ScratchFile mask = scratch.file(".nii.gz")) {
      Path image = store.fetch(request.getImage());
      Duration waited = waited(request.getRequestedAt(), taken);
      Answer answer = segmentation.segment(lease, Via.EVENT, waited, image, mask.path());
      return completed(request, answer, store.put(mask.path(), "mask.nii.gz"), taken);
    }
  }

  private SegmentationCompleted completed(
      SegmentationRequested request, Answer answer, ArtifactRef mask, Instant taken) {
    Instant now = clock.instant();
    return SegmentationCompleted.newBuilder()
        .setRequestId(request.getRequestId())
        .setScanId(request.getScanId())
        .setModel(answer.model())
        .setModelSha256(answer.modelSha256())
        .setMask(mask)
        .setForegroundVoxels(answer.scan().foregroundVoxels())
        .setVolumeMl(answer.scan().volumeMl())
        .setDevice(answer.device().text())
        .setSeconds(Duration.between(taken, now).toMillis() / MILLIS_PER_SECOND)
        .setCompletedAt(now)
        .build();
  }

  /** Clocks of two machines differ: nobody waited less than nothing. */
  private static Duration waited(Instant requested, Instant taken) {
    Duration waited = Duration.between(requested, taken);
    return waited.isNegative() ? Duration.ZERO : waited;
  }
}
