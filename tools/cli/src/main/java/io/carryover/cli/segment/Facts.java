package io.carryover.cli.segment;

import java.util.Locale;

/** What is said of a mask. */
final class Facts {

  private Facts() {}

  static String text(double volumeMl, long foregroundVoxels, String model) {
    return String.format(
        Locale.ROOT, "%.3f ml (%d voxels) by %s", volumeMl, foregroundVoxels, model);
  }
}
