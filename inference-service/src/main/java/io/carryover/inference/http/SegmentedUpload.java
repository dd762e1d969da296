package io.carryover.inference.http;

import io.carryover.inference.segmentation.Answer;

/** A mask and the facts about it. */
final class SegmentedUpload {
  private final Answer answer;
  private final byte[] gzippedMask;

  SegmentedUpload(Answer answer, byte[] gzippedMask) {
    this.answer = answer;
    this.gzippedMask = gzippedMask;
  }

  Answer answer() {
    return answer;
  }

  /** The mask as .nii.gz; not a copy. */
  byte[] gzippedMask() {
    return gzippedMask;
  }
}
