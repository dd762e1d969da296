package io.carryover.cli.experiment;

import io.carryover.cli.cohort.LabelledCohort;
import io.carryover.cli.command.CommandFailure;
import io.carryover.cli.overview.OverviewRow.Prediction;
import io.carryover.cli.segment.MaskFile;
import io.carryover.cli.segment.ModelFile;
import io.carryover.events.ModelExported;
import io.carryover.events.Split;
import io.carryover.imaging.decathlon.DecathlonCase;
import io.carryover.imaging.metrics.Overlap;
import io.carryover.imaging.scan.LabelledScan;
import io.carryover.imaging.scan.LabelledScanReader;
import io.carryover.imaging.uncertainty.ScanSamples;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Mask;
import io.carryover.inference.onnx.InferenceException;
import io.carryover.inference.segmentation.Asked;
import io.carryover.inference.segmentation.ResultFiles;
import io.carryover.inference.segmentation.SegmentedScan;
import io.carryover.runtime.failure.RejectedException;
import io.carryover.runtime.store.ArtifactStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Segments the test scans of a cohort with a model, by the server's own code, and compares the
 * masks with the labels on each scan's own grid.
 *
 * <p>One processor thread: the others train, and the figures do not depend on how many there are.
 */
final class ModelMeasuring {
  private static final int THREADS = 1;

  /** As the service draws by itself. */
  private static final Asked ASKED = new Asked(ScanSamples.USUAL, 1, Set.of());

  private final ArtifactStore store;
  private final Path mask;

  /**
   * For one thread.
   *
   * @param mask a file for the mask of the moment
   */
  ModelMeasuring(ArtifactStore store, Path mask) {
    this.store = store;
    this.mask = mask;
  }

  /** Measures; what is wrong with the model or a scan is an outcome, not an exception. */
  Evaluation of(Cell cell, ModelExported exported, LabelledCohort cohort) {
    try (ModelFile model = open(exported)) {
      List<ScanScore> scores =
          cohort.of(Split.TEST).stream().map(scan -> score(model, scan, cohort)).toList();
      return new Evaluation(cell, exported, scores, Optional.empty());
    } catch (CommandFailure | InferenceException | InvalidImageException | RejectedException e) {
      return new Evaluation(cell, exported, List.of(), Optional.of(e.getMessage()));
    }
  }

  /**
   * What a model finds on one scan of a cohort, to be looked at.
   *
   * @param title of the model's method
   */
  Prediction on(DecathlonCase scan, ModelExported exported, LabelledCohort cohort, String title) {
    try (ModelFile model = open(exported)) {
      Mask found = found(model, scan);
      return new Prediction(title, found, Overlap.of(found, truth(scan, cohort).mask()).dsc());
    }
  }

  /** A scan with its label. */
  static LabelledScan truth(DecathlonCase scan, LabelledCohort cohort) {
    Set<Integer> labels = Set.copyOf(cohort.definition().getForeground().getLabelValues());
    return LabelledScanReader.read(scan.image(), scan.label(), labels, scan.id());
  }

  private ModelFile open(ModelExported exported) {
    return ModelFile.open(store.fetch(exported.getOnnx()), THREADS);
  }

  private ScanScore score(ModelFile model, DecathlonCase scan, LabelledCohort cohort) {
    SegmentedScan segmented = model.segment(scan.image(), ResultFiles.of(mask), ASKED);
    Mask truth = truth(scan, cohort).mask();
    Overlap overlap = Overlap.of(MaskFile.read(mask), truth);
    return new ScanScore(
        scan.id(),
        overlap.dsc(),
        overlap.iou(),
        StatedFigures.of(segmented, truth.volumeMl(), model.contract()));
  }

  private Mask found(ModelFile model, DecathlonCase scan) {
    model.segment(scan.image(), mask);
    return MaskFile.read(mask);
  }
}
