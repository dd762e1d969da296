package io.carryover.inference.segmentation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/**
 * Counts and times segmentations: {@code carryover_segmentations_total} by model, digest, device,
 * way, outcome and code; {@code
 * carryover_segmentation_{queue,preprocess,infer,postprocess}_seconds}; {@code
 * carryover_segmentation_patches_total}, and {@code carryover_segmentation_executions_total}, how
 * often a network ran on a batch of them.
 */
final class SegmentationMetrics implements SegmentationObserver {
  private static final String NONE = "none";
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(10),
    Duration.ofMillis(30),
    Duration.ofMillis(100),
    Duration.ofMillis(300),
    Duration.ofSeconds(1),
    Duration.ofSeconds(3),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofMinutes(2),
    Duration.ofMinutes(10)
  };

  private final MeterRegistry meters;
  private final Counter patches;
  private final Counter executions;
  private final Timer queue;
  private final Timer preprocess;
  private final Timer infer;
  private final Timer postprocess;

  /** Registers the meters. */
  SegmentationMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.patches = meters.counter("carryover.segmentation.patches");
    this.executions = meters.counter("carryover.segmentation.executions");
    this.queue = stage("queue");
    this.preprocess = stage("preprocess");
    this.infer = stage("infer");
    this.postprocess = stage("postprocess");
  }

  @Override
  public void answered(Answer answer) {
    count(tags(answer), answer.via(), "completed", NONE);
    patches.increment(answer.scan().patches());
    executions.increment(answer.scan().executions());
    record(answer.scan().times());
  }

  @Override
  public void refused(Refusal refusal) {
    String outcome = refusal.outcome().name().toLowerCase(Locale.ROOT);
    count(
        Tags.of("model", NONE, "sha256", NONE, "device", NONE),
        refusal.via(),
        outcome,
        refusal.code());
  }

  private void record(StageTimes times) {
    queue.record(times.queue());
    preprocess.record(times.preprocess());
    infer.record(times.infer());
    postprocess.record(times.postprocess());
  }

  private static Tags tags(Answer answer) {
    return Tags.of("model", answer.model(), "sha256", answer.modelSha256())
        .and("device", answer.device().text());
  }

  private void count(Tags model, Via via, String outcome, String code) {
    Tags all = model.and("via", via.text(), "outcome", outcome).and("code", code);
    meters.counter("carryover.segmentations", all).increment();
  }

  private Timer stage(String stage) {
    return Timer.builder("carryover.segmentation." + stage)
        .serviceLevelObjectives(BUCKETS)
        .register(meters);
  }
}
