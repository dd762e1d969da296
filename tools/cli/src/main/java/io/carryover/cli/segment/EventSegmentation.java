package io.carryover.cli.segment;

import io.carryover.cli.command.CommandFailure;
import io.carryover.cli.feed.EventFeed;
import io.carryover.cli.feed.TopicEvent;
import io.carryover.cli.watch.Reasons;
import io.carryover.events.ArtifactRef;
import io.carryover.events.MapRef;
import io.carryover.events.RunState;
import io.carryover.events.RunStatusChanged;
import io.carryover.events.ScanFormat;
import io.carryover.events.SegmentationCompleted;
import io.carryover.events.SegmentationRequested;
import io.carryover.events.Topic;
import io.carryover.runtime.event.EventPublisher;
import io.carryover.runtime.store.ArtifactRefs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Through the inference service, by events; image and store must lie on a shared file system. */
final class EventSegmentation implements ScanSegmentation {
  private static final Duration POLL = Duration.ofMillis(300);
  private static final int DIGITS_OF_DIGEST = 16;

  private final Map<String, Object> kafka;
  private final String model;
  private final Wanted wanted;
  private final Clock clock;
  private final Duration patience;

  EventSegmentation(
      Map<String, Object> kafka, String model, Wanted wanted, Clock clock, Duration patience) {
    this.kafka = kafka;
    this.model = model;
    this.wanted = wanted;
    this.clock = clock;
    this.patience = patience;
  }

  @Override
  public String segment(Path image, Path mask) throws IOException {
    SegmentationRequested request = request(ArtifactRefs.of(image));
    try (EventFeed feed = EventFeed.fromNow(kafka, Topic.SEGMENTATIONS, Topic.RUN_STATUS);
        EventPublisher publisher = new EventPublisher(kafka, "carryover-cli")) {
      publisher.publish(Topic.SEGMENTATION_REQUESTS, request.getScanId(), request);
      SegmentationCompleted completed = await(feed, request.getRequestId());
      copy(completed.getMask(), mask);
      for (MapRef map : completed.getMaps()) {
        copy(map.getMap(), Wanted.beside(mask, map.getKind()));
      }
      return Facts.text(completed);
    }
  }

  private static void copy(ArtifactRef from, Path to) throws IOException {
    MaskBytes.write(Files.newInputStream(Path.of(URI.create(from.getUri()))), to);
  }

  /** The scan is named by its digest: a file name may hold an identity. */
  private SegmentationRequested request(ArtifactRef image) {
    String scanId = image.getSha256().substring(0, DIGITS_OF_DIGEST);
    String requestId = "%s-%s-%d".formatted(scanId, model, clock.millis());
    return SegmentationRequested.newBuilder()
        .setRequestId(requestId)
        .setScanId(scanId)
        .setModel(model)
        .setFormat(ScanFormat.NIFTI)
        .setImage(image)
        .setSamples(wanted.samples().orElse(null))
        .setSeed(wanted.seed())
        .setMaps(wanted.maps())
        .setRequestedAt(clock.instant())
        .build();
  }

  private SegmentationCompleted await(EventFeed feed, String requestId) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline) {
      for (TopicEvent event : feed.poll(POLL)) {
        Optional<SegmentationCompleted> answer = answer(event, requestId);
        if (answer.isPresent()) {
          return answer.get();
        }
      }
    }
    throw new CommandFailure(
        "no answer to request %s within %d s; is the inference service up? ./carryover watch shows"
            .formatted(requestId, patience.toSeconds()));
  }

  private static Optional<SegmentationCompleted> answer(TopicEvent event, String requestId) {
    if (event.event() instanceof RunStatusChanged status && status.getId().equals(requestId)) {
      requireGood(status);
    }
    return event.event() instanceof SegmentationCompleted done
            && done.getRequestId().equals(requestId)
        ? Optional.of(done)
        : Optional.empty();
  }

  private static void requireGood(RunStatusChanged status) {
    if (status.getState() == RunState.REJECTED || status.getState() == RunState.FAILED) {
      String code = status.getReason() == null ? "" : status.getReason().getCode();
      throw new CommandFailure(Remedies.with("the segmentation was " + Reasons.text(status), code));
    }
  }
}
