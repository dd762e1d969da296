package io.carryover.networks.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.carryover.imaging.contract.InputSpec;
import io.carryover.imaging.patch.PatchGrid;
import io.carryover.imaging.volume.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Loss, DSC and IoU on the validation scans: per scan, then averaged.
 *
 * <pre>
 *   without patches   each epoch and at the end: whole scans
 *   with patches      each epoch: as few patches as cover a scan (overlap 0)
 *                     at the end: the overlap that is served (0.5)
 * </pre>
 *
 * <p>An epoch trains on one patch of each scan but validates on all of them: at the served overlap
 * a scan of twice the patch's sides would have 27 patches, of four times 343; without overlap it
 * has 8 and 64. The epochs of a training are compared with each other only, all by the same grid.
 * What validation costs of an epoch was measured: docs/adr/0016.
 */
final class ValidationScans {

  private static final double LEAST_OVERLAP = 0;

  private final List<Example> scans;
  private final ScanScoring scoring;

  private ValidationScans(List<Example> scans, ScanScoring scoring) {
    this.scans = scans;
    this.scoring = scoring;
  }

  /** As epochs are compared. */
  static ValidationScans ofEpochs(NDManager manager, TrainingData data, TrainingSettings settings) {
    return of(manager, data, settings, LEAST_OVERLAP);
  }

  /** As the model is served. */
  static ValidationScans asServed(NDManager manager, TrainingData data, TrainingSettings settings) {
    return of(manager, data, settings, InputSpec.SERVED_OVERLAP);
  }

  private static ValidationScans of(
      NDManager manager, TrainingData data, TrainingSettings settings, double overlap) {
    Shape shape = data.shape();
    ScanScoring scoring =
        settings
            .patch()
            .map(patch -> new PatchGrid(shape, patch, overlap))
            .<ScanScoring>map(grid -> new PatchedScans(manager, grid, settings.batchSize()))
            .orElseGet(() -> new WholeScans(manager, shape));
    return new ValidationScans(data.validation(), scoring);
  }

  /** What the network of these weights does; empty without scans. */
  Optional<Evaluation> evaluate(ScanScoring.Network network, Map<String, NDArray> weights) {
    List<ScanScoring.Score> scores =
        scans.stream().map(scan -> scoring.score(network, weights, scan)).toList();
    return scores.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Evaluation(
                mean(scores, ScanScoring.Score::loss),
                OptionalDouble.of(mean(scores, s -> s.overlap().dsc())),
                OptionalDouble.of(mean(scores, s -> s.overlap().iou()))));
  }

  private static double mean(
      List<ScanScoring.Score> scores, ToDoubleFunction<ScanScoring.Score> figure) {
    return scores.stream().mapToDouble(figure).average().orElseThrow();
  }
}
