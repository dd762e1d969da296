package io.carryover.inference.segmentation;

/** Is told of every scan that was dealt with. Must be quick and safe from any thread. */
public interface SegmentationObserver {

  /** A scan was segmented. */
  void answered(Answer answer);

  /** A scan was not segmented. */
  void refused(Refusal refusal);
}
