package io.carryover.benchmarks.serving;

import io.carryover.imaging.volume.Volume;
import io.carryover.inference.segmentation.Asked;
import io.carryover.inference.segmentation.Segmentation;
import io.carryover.inference.segmentation.Segmenter;
import io.carryover.inference.segmentation.StageTimes;
import java.time.Duration;

/** A scan from its voxels to the mask on its own grid, as the service does it. */
final class ServicePath implements Runnable {
  private final Segmenter segmenter;
  private final Volume scan;
  private StageTimes sum =
      new StageTimes(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  ServicePath(Segmenter segmenter, Volume scan) {
    this.segmenter = segmenter;
    this.scan = scan;
  }

  @Override
  public void run() {
    Segmentation segmentation = segmenter.segment(scan, Asked.MASK);
    sum = sum.plus(segmentation.times());
  }

  /** Share of the time that is not the network and its blending. */
  double shareAround() {
    double around = sum.preprocess().plus(sum.postprocess()).toNanos();
    return around / sum.working().toNanos();
  }
}
