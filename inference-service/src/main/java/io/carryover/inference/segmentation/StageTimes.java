package io.carryover.inference.segmentation;

import java.time.Duration;

/**
 * Where the time of one segmentation went.
 *
 * @param queue waiting: of a request for its turn, of its patches for the network
 * @param preprocess reading the file and preparing the scan
 * @param infer patches through the network, and their mean
 * @param postprocess threshold, the way back to the scan's grid, writing the mask
 */
public record StageTimes(
    Duration queue, Duration preprocess, Duration infer, Duration postprocess) {

  StageTimes plusQueue(Duration more) {
    return new StageTimes(queue.plus(more), preprocess, infer, postprocess);
  }

  StageTimes plusFiles(Duration reading, Duration writing) {
    return new StageTimes(queue, preprocess.plus(reading), infer, postprocess.plus(writing));
  }

  /** The times of two scans together. */
  public StageTimes plus(StageTimes other) {
    return new StageTimes(
        queue.plus(other.queue),
        preprocess.plus(other.preprocess),
        infer.plus(other.infer),
        postprocess.plus(other.postprocess));
  }

  /** All of it but the waiting. */
  public Duration working() {
    return preprocess.plus(infer).plus(postprocess);
  }
}
