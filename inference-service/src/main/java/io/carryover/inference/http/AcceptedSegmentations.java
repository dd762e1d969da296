package io.carryover.inference.http;

import io.carryover.events.ArtifactRef;
import io.carryover.events.EventCodec;
import io.carryover.events.ScanFormat;
import io.carryover.events.SegmentationCompleted;
import io.carryover.events.SegmentationRequested;
import io.carryover.inference.requests.Outcomes;
import io.carryover.inference.segmentation.InFlight;
import io.carryover.inference.segmentation.ModelLease;
import io.carryover.inference.segmentation.Priority;
import io.carryover.inference.segmentation.ScratchDirectory;
import io.carryover.inference.segmentation.ScratchFile;
import io.carryover.inference.segmentation.UncertaintyMap;
import io.carryover.runtime.failure.RejectedException;
import io.carryover.runtime.id.ContentId;
import io.carryover.runtime.store.ArtifactStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Scans that come as bodies and are answered later, as requests by event: accepted is what is
 * durable and published. Any replica can tell of each, also after a restart. Safe from any thread.
 */
final class AcceptedSegmentations {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
  private static final String REQUEST = "request-";

  private final InFlight inFlight;
  private final ServedModels models;
  private final Upload upload;
  private final ScratchDirectory scratch;
  private final ArtifactStore store;
  private final Outcomes outcomes;
  private final BiConsumer<Priority, SegmentationRequested> publication;
  private final Clock clock;

  /**
   * Accepts bodies.
   *
   * @param scratch for bodies on their way to the store
   * @param publication publishes a request; returns when the broker has it
   */
  AcceptedSegmentations(
      InFlight inFlight,
      ServedModels models,
      Upload upload,
      ScratchDirectory scratch,
      ArtifactStore store,
      BiConsumer<Priority, SegmentationRequested> publication,
      Clock clock) {
    this.inFlight = inFlight;
    this.models = models;
    this.upload = upload;
    this.scratch = scratch;
    this.store = store;
    this.outcomes = new Outcomes(store);
    this.publication = publication;
    this.clock = clock;
  }

  /**
   * Accepts one body: scan and request are durable when it returns. The version that answers is
   * that of this moment. The same scan, question and key again is the same request.
   *
   * @return the request's id
   * @throws RejectedException if model or length are bad
   * @throws io.carryover.inference.segmentation.UnavailableException if there is no place now
   * @throws IOException if the body breaks off
   */
  String accept(UploadedScan scan) throws IOException {
    upload.requireWithin(scan.announcedBytes());
    return inFlight.run(() -> accepted(scan));
  }

  private String accepted(UploadedScan scan) throws IOException {
    try (ModelLease lease = models.lease(scan.model(), scan.sha256(), scan.requestId());
        ScratchFile image = scratch.file(".nii")) {
      upload.receive(scan.body(), image.path());
      SegmentationRequested request = request(scan, lease, store.put(image.path(), "scan.nii"));
      return publish(request, scan.terms().priority());
    }
  }

  /** The first request of an id counts; publishing it again gives the same result again. */
  private String publish(SegmentationRequested request, Priority priority) {
    String id = request.getRequestId();
    byte[] kept = store.record(REQUEST + id, EventCodec.encode(request));
    publication.accept(priority, EventCodec.decode(kept, SegmentationRequested.class));
    return id;
  }

  private SegmentationRequested request(UploadedScan scan, ModelLease lease, ArtifactRef image) {
    SegmentationRequested request =
        SegmentationRequested.newBuilder()
            .setRequestId(scan.requestId())
            .setScanId("")
            .setModel(lease.name())
            .setModelSha256(lease.sha256())
            .setFormat(ScanFormat.NIFTI)
            .setImage(image)
            .setSamples(scan.asked().samples())
            .setSeed(scan.asked().seed())
            .setMaps(scan.asked().maps().stream().map(UncertaintyMap::text).sorted().toList())
            .setDeadlineAt(scan.terms().deadline().orElse(null))
            .setRequestedAt(clock.instant())
            .build();
    String id = ContentId.of(request, "requestedAt", "deadlineAt");
    request.setRequestId(id);
    request.setScanId(id);
    return request;
  }

  /**
   * What became of a request.
   *
   * @throws RejectedException UNKNOWN_SEGMENTATION if nobody accepted it
   */
  AcceptedState state(String id) {
    SegmentationRequested request = request(id);
    return outcomes
        .result(request)
        .map(result -> AcceptedState.completed(id, result))
        .or(() -> outcomes.refusal(request).map(refusal -> AcceptedState.refused(id, refusal)))
        .orElseGet(() -> AcceptedState.pending(id));
  }

  /**
   * The mask.
   *
   * @throws RejectedException UNKNOWN_SEGMENTATION, or NOT_COMPLETED
   */
  Path mask(String id) {
    return store.fetch(result(id).getMask());
  }

  /**
   * A map.
   *
   * @param kind its name
   * @throws RejectedException UNKNOWN_SEGMENTATION, NOT_COMPLETED, or NO_SUCH_MAP if it was not
   *     asked for
   */
  Path map(String id, String kind) {
    return result(id).getMaps().stream()
        .filter(map -> map.getKind().equals(kind))
        .findFirst()
        .map(map -> store.fetch(map.getMap()))
        .orElseThrow(
            () ->
                new RejectedException("NO_SUCH_MAP", "the map \"" + kind + "\" was not asked for"));
  }

  private SegmentationCompleted result(String id) {
    return outcomes
        .result(request(id))
        .orElseThrow(
            () ->
                new RejectedException(
                    "NOT_COMPLETED", "segmentation %s has no result yet".formatted(id)));
  }

  private SegmentationRequested request(String id) {
    return Optional.of(id)
        .filter(ID.asMatchPredicate())
        .flatMap(plain -> store.recorded(REQUEST + plain))
        .map(bytes -> EventCodec.decode(bytes, SegmentationRequested.class))
        .orElseThrow(
            () ->
                new RejectedException(
                    "UNKNOWN_SEGMENTATION", "no segmentation of this id was accepted"));
  }

  /**
   * Whether a request is known that may be cancelled.
   *
   * @throws RejectedException UNKNOWN_SEGMENTATION if nobody accepted it
   */
  void requireKnown(String id) {
    request(id);
  }
}
