package io.carryover.inference.shadow;

import io.carryover.inference.segmentation.ScratchFile;

/** A scan, the mask that was returned for it, and a file for the shadow's mask. */
record ScanCopy(ScratchFile image, ScratchFile mask, ScratchFile shadowMask)
    implements AutoCloseable {

  @Override
  public void close() {
    image.close();
    mask.close();
    shadowMask.close();
  }
}
