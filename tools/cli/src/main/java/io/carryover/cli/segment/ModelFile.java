package io.carryover.cli.segment;

import io.carryover.cli.command.CommandFailure;
import io.carryover.imaging.contract.ModelContract;
import io.carryover.inference.onnx.GoldenCheck;
import io.carryover.inference.onnx.OnnxModel;
import io.carryover.inference.onnx.SessionSettings;
import io.carryover.inference.segmentation.Asked;
import io.carryover.inference.segmentation.FileSegmentation;
import io.carryover.inference.segmentation.Lane;
import io.carryover.inference.segmentation.ResultFiles;
import io.carryover.inference.segmentation.SegmentedScan;
import io.carryover.inference.segmentation.Segmenter;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A model file that is open for segmentation, computed in this process by the same code as in the
 * service, on the processor. One thread.
 */
public final class ModelFile implements AutoCloseable {
  private static final long MOST_BYTES = 1L << 30; // as in the service, unless it is set otherwise
  private static final double GOLDEN_TOLERANCE = 1e-4; // as in the service
  private static final int ONE_PATCH = 1;

  private final OnnxModel model;
  private final Segmenter segmenter;

  private ModelFile(OnnxModel model) {
    this.model = model;
    this.segmenter = Segmenter.of(model, ONE_PATCH, Lane.direct(), System::nanoTime);
  }

  /**
   * Opens it.
   *
   * @param threads processor threads of one run
   * @throws CommandFailure it computes otherwise than its training network did
   */
  public static ModelFile open(Path file, int threads) {
    OnnxModel model = OnnxModel.open(file, SessionSettings.cpu(threads));
    try {
      requireGolden(file, model.checkGolden());
      return new ModelFile(model);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** A file that computes otherwise than its training network did is not to be trusted. */
  private static void requireGolden(Path file, GoldenCheck golden) {
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

  /** Segments an image file; the mask lies on the scan's own grid. */
  public SegmentedScan segment(Path image, Path mask) {
    return segment(image, ResultFiles.of(mask), Asked.MASK);
  }

  /** The same, and what is asked for beside the mask. */
  public SegmentedScan segment(Path image, ResultFiles results, Asked asked) {
    return new FileSegmentation(MOST_BYTES, System::nanoTime)
        .segment(segmenter, image, results, asked);
  }

  /** What the model states about itself. */
  public ModelContract contract() {
    return model.contract();
  }

  @Override
  public void close() {
    model.close();
  }
}
