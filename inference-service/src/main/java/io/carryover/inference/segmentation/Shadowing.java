package io.carryover.inference.segmentation;

import java.nio.file.Path;

/** Is offered every scan that was answered, to be segmented by another version as well. */
@FunctionalInterface
public interface Shadowing {

  /**
   * Offers a scan; returns at once. Both files may be gone after the return.
   *
   * @param answer what was answered
   * @param image the scan
   * @param mask the mask that is returned
   */
  void answered(Answer answer, Path image, Path mask);
}
