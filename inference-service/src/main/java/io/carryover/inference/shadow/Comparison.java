package io.carryover.inference.shadow;

import io.carryover.events.VersionsCompared;
import io.carryover.imaging.metrics.Overlap;
import io.carryover.imaging.nifti.NiftiReader;
import io.carryover.imaging.volume.Mask;
import io.carryover.inference.segmentation.Answer;
import io.carryover.inference.segmentation.Asked;
import io.carryover.inference.segmentation.FileSegmentation;
import io.carryover.inference.segmentation.ModelLease;
import io.carryover.inference.segmentation.Priority;
import io.carryover.inference.segmentation.ResultFiles;
import io.carryover.inference.segmentation.ScanJob;
import io.carryover.inference.segmentation.SegmentedScan;
import io.carryover.inference.segmentation.Terms;
import io.carryover.inference.segmentation.Via;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/** Segments a scan by the shadow, compares the masks and tells. */
final class Comparison {
  private static final Terms AFTER_ALL = Terms.of(Priority.SHADOW);
  private static final double MILLIS_PER_SECOND = 1000;

  private final FileSegmentation files;
  private final Consumer<VersionsCompared> told;
  private final ShadowMetrics metrics;
  private final Clock clock;

  Comparison(
      FileSegmentation files, Consumer<VersionsCompared> told, ShadowMetrics metrics, Clock clock) {
    this.files = files;
    this.told = told;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Compares one scan; by the mean weights, as no interval is asked for. */
  void of(Answer answer, ModelLease shadow, ScanCopy copy) {
    SegmentedScan segmented = files.segment(shadow.segmenter(), job(copy));
    Mask served = mask(copy.mask().path());
    Mask compared = mask(copy.shadowMask().path());
    VersionsCompared event =
        VersionsCompared.newBuilder()
            .setModel(shadow.name())
            .setServedSha256(answer.modelSha256())
            .setShadowSha256(shadow.sha256())
            .setDsc(Overlap.of(compared, served).dsc())
            .setServedVolumeMl(served.volumeMl())
            .setShadowVolumeMl(compared.volumeMl())
            .setSeconds(segmented.times().working().toMillis() / MILLIS_PER_SECOND)
            .setComparedAt(clock.instant())
            .build();
    metrics.compared(event);
    told.accept(event);
  }

  private static ScanJob job(ScanCopy copy) {
    return new ScanJob(
        Via.SHADOW,
        Duration.ZERO,
        copy.image().path(),
        ResultFiles.of(copy.shadowMask().path()),
        Asked.MASK,
        AFTER_ALL);
  }

  private static Mask mask(Path file) {
    return Mask.of(NiftiReader.read(file));
  }
}
