package io.carryover.trainer.training;

import io.carryover.events.ScanRef;
import io.carryover.events.Split;
import io.carryover.events.TrainingRequested;
import io.carryover.imaging.scan.LabelledScan;
import io.carryover.imaging.volume.Shape;
import io.carryover.networks.training.Example;
import io.carryover.networks.training.TrainingData;
import io.carryover.runtime.failure.RejectedException;
import io.carryover.trainer.cohort.TrainingShapes;
import io.carryover.trainer.scan.ScanFiles;
import io.carryover.trainer.scan.TrainingCrop;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the scans of a run and prepares them for the network; they stay in memory. */
public final class ScanExamples {
  private static final Logger log = LoggerFactory.getLogger(ScanExamples.class);
  private static final int BYTES_PER_VOXEL = 2 * Float.BYTES;

  private final ScanFiles files;

  public ScanExamples(ScanFiles files) {
    this.files = files;
  }

  /**
   * Training and validation examples of one shape, in the request's order.
   *
   * @throws RejectedException if a scan cannot be read any more as it was admitted, or has no
   *     foreground in the shape, which may be another than that of its admission
   */
  TrainingData load(TrainingRequested request) {
    Shape shape = TrainingShapes.volume(request);
    logNeed(request, shape);
    return new TrainingData(
        shape, examples(request, Split.TRAIN, shape), examples(request, Split.VALIDATION, shape));
  }

  private List<Example> examples(TrainingRequested request, Split split, Shape shape) {
    return request.getScans().stream()
        .filter(scan -> scan.getSplit() == split)
        .map(scan -> example(scan, files.read(scan, request.getForeground()), shape))
        .toList();
  }

  private static Example example(ScanRef ref, LabelledScan scan, Shape shape) {
    TrainingCrop crop = TrainingCrop.of(ref, scan, shape);
    return new Example(ref.getScanId(), crop.image(), crop.mask());
  }

  private static void logNeed(TrainingRequested request, Shape shape) {
    long bytes = (long) request.getScans().size() * shape.voxels() * BYTES_PER_VOXEL;
    log.info(
        "run {}: {} scans of {}, {} MiB",
        request.getRunId(),
        request.getScans().size(),
        shape,
        bytes >> 20);
  }
}
