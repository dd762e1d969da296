package io.carryover.inference.segmentation;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** Segments files with leased models and tells the observer. Safe from any thread. */
public final class LeasedSegmentation {
  private final FileSegmentation files;
  private final SegmentationObserver observer;
  private final Clock clock;

  public LeasedSegmentation(FileSegmentation files, SegmentationObserver observer, Clock clock) {
    this.files = files;
    this.observer = observer;
    this.clock = clock;
  }

  /**
   * Segments one file.
   *
   * @param via how it came
   * @param waited how long the request waited before this
   * @param image NIfTI, plain or gzipped
   * @param results where mask and maps go
   * @param asked what is to be known beside the mask
   * @throws io.carryover.runtime.failure.RejectedException if the image is bad
   */
  public Answer segment(
      ModelLease lease, Via via, Duration waited, Path image, ResultFiles results, Asked asked) {
    SegmentedScan scan =
        files.segment(lease.segmenter(), image, results, asked).afterWaiting(waited);
    Answer answer =
        new Answer(via, lease.name(), lease.sha256(), lease.device(), scan, clock.instant());
    observer.answered(answer);
    return answer;
  }
}
