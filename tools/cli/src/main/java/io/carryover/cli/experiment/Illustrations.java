package io.carryover.cli.experiment;

import io.carryover.cli.command.CommandFailure;
import io.carryover.cli.evidence.Comparison;
import io.carryover.cli.evidence.KernelGroup;
import io.carryover.cli.evidence.KernelPicture;
import io.carryover.cli.evidence.LossChart;
import io.carryover.cli.evidence.LossCurve;
import io.carryover.cli.evidence.Metric;
import io.carryover.cli.evidence.PredictionsBySize;
import io.carryover.cli.evidence.SizeChart;
import io.carryover.events.PriorFitted;
import io.carryover.imaging.scan.LabelledScan;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.inference.onnx.InferenceException;
import io.carryover.runtime.failure.RejectedException;
import io.carryover.runtime.store.ArtifactStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws the report's pictures into {@code pictures/}. One whose data are missing is left out with
 * the reason, and does not keep the others from being drawn.
 */
final class Illustrations {
  private static final String NOT_MEASURED = "no model has been measured";

  private final ExperimentPlan plan;
  private final Ledger ledger;
  private final ArtifactStore store;
  private final PictureFolder pictures;
  private final LossCurves losses;
  private final ExamplePredictions predictions;

  Illustrations(ExperimentPlan plan, Ledger ledger, ArtifactStore store, Path out) {
    this.plan = plan;
    this.ledger = ledger;
    this.store = store;
    this.pictures = new PictureFolder(out);
    this.losses = new LossCurves(plan, ledger);
    this.predictions =
        new ExamplePredictions(
            plan, ledger, new ModelMeasuring(store, out.resolve(".data/mask-of-a-picture.nii")));
  }

  /** Draws all, in the order of the report. */
  List<Illustration> draw(Comparison comparison) throws IOException {
    List<Illustration> drawn = new ArrayList<>();
    drawn.add(sizes(comparison));
    for (int size : plan.sizes()) {
      drawn.add(losses(size));
    }
    drawn.add(kernels());
    drawn.add(predictions());
    return drawn;
  }

  private Illustration sizes(Comparison comparison) throws IOException {
    String name = "dsc-by-size";
    String title = "DSC against the number of target scans";
    if (comparison.models() == 0) {
      return pictures.leaveOut(name, title, NOT_MEASURED);
    }
    return pictures.keepChart(
        name,
        title,
        "Means over models and test scans; the bars are 95 % intervals of the mean, resampled by "
            + "split, seed and person.",
        SizeChart.render(title, Metric.DSC, comparison));
  }

  private Illustration losses(int size) throws IOException {
    String name = "loss-n" + size;
    String title = "Loss by epoch, learnt from %d scans".formatted(size);
    List<LossCurve> curves = losses.of(size);
    if (curves.isEmpty()) {
      return pictures.leaveOut(
          name, title, "no model of this size has all its epochs on topic run-progress");
    }
    return pictures.keepChart(
        name,
        title,
        "%d of %d trainings, a line each; exported is the epoch of the least validation loss."
            .formatted(curves.size(), trainings(size)),
        LossChart.render(title, curves));
  }

  private long trainings(int size) {
    return plan.cells().stream().filter(cell -> cell.size() == size).count();
  }

  private Illustration kernels() throws IOException {
    String name = "kernels";
    String title = "Kernels of the source networks and samples of the prior";
    if (!plan.needsPrior()) {
      return pictures.leaveOut(name, title, "no method of this experiment has a prior");
    }
    if (ledger.prior().isEmpty()) {
      return pictures.leaveOut(name, title, "no prior has passed its gate");
    }
    try {
      return pictures.keep(
          name,
          title,
          "As the paper's figure 5: to each group of kernels, some of the source networks' on the "
              + "left, as many that were drawn from the prior on the right.",
          KernelPicture.render(title, kernels(ledger.prior().orElseThrow())));
    } catch (RejectedException e) {
      return pictures.leaveOut(name, title, e.getMessage());
    }
  }

  private List<KernelGroup> kernels(PriorFitted prior) {
    double minimumNorm = plan.source().definition().getPrior().getMinimumNorm();
    return new KernelSamples(store).of(prior, ledger.networks(), minimumNorm);
  }

  private Illustration predictions() throws IOException {
    String name = "predictions";
    String title = "Predictions on one test scan";
    if (plan.judged() == Judged.ON_VALIDATION_SCANS) {
      return pictures.leaveOut(name, title, "a search reads no test scan");
    }
    if (predictions.arms().isEmpty()) {
      return pictures.leaveOut(
          name, title, "no method has a model of split 1 and seed 1 at every size");
    }
    try {
      LabelledScan scan = predictions.scan();
      return pictures.keep(
          name,
          title,
          "As the paper's figure 6: the first test scan of split 1, which no figure has chosen, by "
              + "the models of seed 1; methods without a model at every size are not in it.",
          PredictionsBySize.render(title, scan.image(), scan.mask(), predictions.bySize()));
    } catch (CommandFailure
        | InferenceException
        | InvalidImageException
        | RejectedException unusable) {
      return pictures.leaveOut(name, title, unusable.getMessage());
    }
  }
}
