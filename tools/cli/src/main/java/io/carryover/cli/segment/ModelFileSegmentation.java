package io.carryover.cli.segment;

import io.carryover.cli.command.CommandFailure;
import io.carryover.imaging.contract.ModelContract;
import io.carryover.inference.onnx.GoldenCheck;
import io.carryover.inference.onnx.OnnxModel;
import io.carryover.inference.onnx.SessionSettings;
import io.carryover.inference.segmentation.FileSegmentation;
import io.carryover.inference.segmentation.Lane;
import io.carryover.inference.segmentation.SegmentedScan;
import io.carryover.inference.segmentation.Segmenter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * With a model file alone, computed in this process by the same code as in the service, on the
 * processor.
 */
final class ModelFileSegmentation implements ScanSegmentation {
  private static final long MOST_VOXELS = 1L << 26; // as in the service, unless it is set otherwise
  private static final double GOLDEN_TOLERANCE = 1e-4; // as in the service
  private static final int ONE_PATCH = 1;

  private final Path file;

  ModelFileSegmentation(Path file) {
    this.file = file;
  }

  @Override
  public String segment(Path image, Path mask) {
    requireFile();
    try (OnnxModel model = OnnxModel.open(file, settings())) {
      requireGolden(model.checkGolden());
      Segmenter segmenter = Segmenter.of(model, ONE_PATCH, Lane.direct(), System::nanoTime);
      SegmentedScan scan =
          new FileSegmentation(MOST_VOXELS, System::nanoTime).segment(segmenter, image, mask);
      return Facts.text(scan.volumeMl(), scan.foregroundVoxels(), name(model.contract()));
    }
  }

  private static SessionSettings settings() {
    return SessionSettings.cpu(Runtime.getRuntime().availableProcessors());
  }

  private void requireFile() {
    if (!Files.isRegularFile(file)) {
      throw new CommandFailure(
          "there is no model file %s; the name of a served model does not end in .onnx"
              .formatted(file));
    }
  }

  /** A file that computes otherwise than its training network did is not to be trusted. */
  private void requireGolden(GoldenCheck golden) {
    if (!golden.isWithin(GOLDEN_TOLERANCE)) {
      throw new CommandFailure(
          String.format(
              Locale.ROOT,
              "%s does not compute here what it computed when it was exported: its golden pair differs by %.1e, more than %.1e; export the model anew",
              file,
              golden.relativeDistance(),
              GOLDEN_TOLERANCE));
    }
  }

  private String name(ModelContract contract) {
    return "%s (%s for %s)"
        .formatted(file.getFileName(), contract.method(), contract.foreground().name());
  }
}
