package io.carryover.cli.segment;

import java.io.IOException;
import java.nio.file.Path;

/** A way to segment a scan. */
interface ScanSegmentation {

  /**
   * Segments a scan.
   *
   * @param image NIfTI file
   * @param mask where the mask is written, {@code .nii} or {@code .nii.gz}
   * @return the facts in one sentence
   * @throws io.carryover.cli.command.CommandFailure it cannot be done; the message says why
   */
  String segment(Path image, Path mask) throws IOException, InterruptedException;
}
