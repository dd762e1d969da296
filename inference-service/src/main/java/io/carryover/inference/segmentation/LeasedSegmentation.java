package io.carryover.inference.segmentation;

import java.time.Clock;

/** Segments files with leased models and tells who wants to know. Safe from any thread. */
public final class LeasedSegmentation {
  private final FileSegmentation files;
  private final SegmentationObserver observer;
  private final Shadowing shadowing;
  private final Clock clock;

  public LeasedSegmentation(
      FileSegmentation files, SegmentationObserver observer, Shadowing shadowing, Clock clock) {
    this.files = files;
    this.observer = observer;
    this.shadowing = shadowing;
    this.clock = clock;
  }

  /**
   * Segments one file.
   *
   * @throws io.carryover.runtime.failure.RejectedException if the image is bad
   * @throws WithdrawnException if the result is of no use any more
   */
  public Answer segment(ModelLease lease, ScanJob job) {
    SegmentedScan scan = files.segment(lease.segmenter(), job);
    Answer answer =
        new Answer(job.via(), lease.name(), lease.sha256(), lease.device(), scan, clock.instant());
    observer.answered(answer);
    shadowing.answered(answer, job.image(), job.results().mask());
    return answer;
  }
}
