package io.carryover.cli.segment;

import io.carryover.events.SegmentationCompleted;
import io.carryover.inference.segmentation.SegmentedScan;
import io.carryover.inference.segmentation.StatedUncertainty;
import java.util.Locale;

/** What is said of a mask. */
final class Facts {

  private Facts() {}

  static String text(SegmentedScan scan, String model) {
    String interval = scan.uncertainty().map(Facts::interval).orElse("");
    return text(scan.volumeMl(), interval, scan.foregroundVoxels(), model);
  }

  static String text(SegmentationCompleted scan) {
    String interval =
        scan.getSamples() == 0
            ? ""
            : interval(
                scan.getVolumeLowMl(),
                scan.getVolumeHighMl(),
                scan.getCalibrated(),
                Boolean.TRUE.equals(scan.getRefer()));
    return text(scan.getVolumeMl(), interval, scan.getForegroundVoxels(), scan.getModel());
  }

  private static String interval(double lowMl, double highMl, boolean calibrated, boolean refer) {
    return String.format(
        Locale.ROOT,
        " (95 %% interval %.3f to %.3f, %s)%s",
        lowMl,
        highMl,
        calibrated ? "calibrated" : "not calibrated",
        refer ? ", a person should look at it" : "");
  }

  private static String interval(StatedUncertainty stated) {
    return interval(
        stated.volume().lowMl(),
        stated.volume().highMl(),
        stated.calibrated(),
        stated.refer().orElse(false));
  }

  private static String text(
      double volumeMl, String interval, long foregroundVoxels, String model) {
    return String.format(
        Locale.ROOT, "%.3f ml%s, %d voxels, by %s", volumeMl, interval, foregroundVoxels, model);
  }
}
