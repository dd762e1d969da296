package io.carryover.inference.requests;

import io.carryover.events.ArtifactRef;
import io.carryover.events.MapRef;
import io.carryover.events.SegmentationCompleted;
import io.carryover.events.SegmentationRequested;
import io.carryover.inference.registry.Wanted;
import io.carryover.inference.segmentation.Answer;
import io.carryover.inference.segmentation.Asked;
import io.carryover.inference.segmentation.LeasedSegmentation;
import io.carryover.inference.segmentation.ModelLease;
import io.carryover.inference.segmentation.Questions;
import io.carryover.inference.segmentation.ResultFiles;
import io.carryover.inference.segmentation.ScanJob;
import io.carryover.inference.segmentation.ScratchDirectory;
import io.carryover.inference.segmentation.ScratchResults;
import io.carryover.inference.segmentation.StatedUncertainty;
import io.carryover.inference.segmentation.Terms;
import io.carryover.inference.segmentation.UncertaintyMap;
import io.carryover.inference.segmentation.Via;
import io.carryover.runtime.store.ArtifactStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers a request: once, and with the same bytes ever after. */
final class RequestedSegmentation {
  private static final double MILLIS_PER_SECOND = 1000;

  private final CurrentModels models;
  private final ArtifactStore store;
  private final Outcomes outcomes;
  private final LeasedSegmentation segmentation;
  private final Questions questions;
  private final ScratchDirectory scratch;
  private final Clock clock;

  /**
   * Answers requests.
   *
   * @param store where images may lie and masks go
   * @param questions reads what is asked for beside the mask
   * @param scratch for masks and maps on their way
   */
  RequestedSegmentation(
      CurrentModels models,
      ArtifactStore store,
      LeasedSegmentation segmentation,
      Questions questions,
      ScratchDirectory scratch,
      Clock clock) {
    this.models = models;
    this.store = store;
    this.outcomes = new Outcomes(store);
    this.segmentation = segmentation;
    this.questions = questions;
    this.scratch = scratch;
    this.clock = clock;
  }

  /**
   * The result of a request; its mask is in the store and the result is recorded.
   *
   * @param terms how it is worked on, unless the result is recorded
   * @throws io.carryover.runtime.failure.RejectedException if model, reference or image are bad
   * @throws io.carryover.inference.segmentation.WithdrawnException if nobody wants it any more
   */
  SegmentationCompleted result(SegmentationRequested request, Terms terms) {
    return outcomes
        .result(request)
        .orElseGet(() -> outcomes.keep(request, computed(request, terms)));
  }

  private SegmentationCompleted computed(SegmentationRequested request, Terms terms) {
    terms.checkpoint().pass();
    Instant taken = clock.instant();
    Asked asked =
        questions.of(
            Optional.ofNullable(request.getSamples()), request.getSeed(), request.getMaps());
    try (ModelLease lease = models.lease(wanted(request));
        ScratchResults results = new ScratchResults(scratch, asked.maps())) {
      Path image = store.fetch(request.getImage());
      Duration waited = waited(request.getRequestedAt(), taken);
      ScanJob job = new ScanJob(Via.EVENT, waited, image, results.files(), asked, terms);
      Answer answer = segmentation.segment(lease, job);
      return completed(request, answer, results.files(), taken);
    }
  }

  private static Wanted wanted(SegmentationRequested request) {
    Optional<String> version = Optional.ofNullable(request.getModelSha256());
    return new Wanted(request.getModel(), version, request.getRequestId());
  }

  private SegmentationCompleted completed(
      SegmentationRequested request, Answer answer, ResultFiles results, Instant taken) {
    ArtifactRef mask = store.put(results.mask(), "mask.nii.gz");
    List<MapRef> maps = maps(results);
    Instant now = clock.instant();
    SegmentationCompleted.Builder completed = SegmentationCompleted.newBuilder();
    answer.scan().uncertainty().ifPresent(stated -> state(stated, completed));
    return completed
        .setRequestId(request.getRequestId())
        .setScanId(request.getScanId())
        .setModel(answer.model())
        .setModelSha256(answer.modelSha256())
        .setMask(mask)
        .setMaps(maps)
        .setForegroundVoxels(answer.scan().foregroundVoxels())
        .setVolumeMl(answer.scan().volumeMl())
        .setDevice(answer.device().text())
        .setSeconds(Duration.between(taken, now).toMillis() / MILLIS_PER_SECOND)
        .setCompletedAt(now)
        .build();
  }

  private List<MapRef> maps(ResultFiles results) {
    return results.maps().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(map -> new MapRef(map.getKey().text(), store.put(map.getValue(), name(map.getKey()))))
        .toList();
  }

  private static String name(UncertaintyMap map) {
    return map.text() + ".nii.gz";
  }

  private static void state(StatedUncertainty stated, SegmentationCompleted.Builder completed) {
    completed
        .setSamples(stated.samples())
        .setVolumeLowMl(stated.volume().lowMl())
        .setVolumeHighMl(stated.volume().highMl())
        .setCalibrated(stated.calibrated())
        .setAgreement(stated.agreement())
        .setRefer(stated.refer().orElse(null));
  }

  /** Clocks of two machines differ: nobody waited less than nothing. */
  private static Duration waited(Instant requested, Instant taken) {
    Duration waited = Duration.between(requested, taken);
    return waited.isNegative() ? Duration.ZERO : waited;
  }
}
