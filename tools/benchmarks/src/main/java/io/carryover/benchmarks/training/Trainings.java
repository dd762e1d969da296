package io.carryover.benchmarks.training;

import io.carryover.imaging.phantom.PhantomCohort;
import io.carryover.imaging.scan.LabelledScan;
import io.carryover.imaging.volume.Shape;
import io.carryover.networks.prior.KernelHarvest;
import io.carryover.networks.prior.PriorFitting;
import io.carryover.networks.prior.PriorSettings;
import io.carryover.networks.training.Example;
import io.carryover.networks.training.NetworkTraining;
import io.carryover.networks.training.PosteriorSettings;
import io.carryover.networks.training.Start;
import io.carryover.networks.training.TrainingData;
import io.carryover.networks.training.TrainingMethod;
import io.carryover.networks.training.TrainingOutcome;
import io.carryover.networks.training.TrainingSettings;
import io.carryover.networks.training.TrainingSteps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Trainings as the trainer runs them, with its default hyperparameters, on phantoms; the prior is
 * fitted in seconds to a network of one epoch.
 *
 * @param settings what is measured
 * @param scratch folder of the prior's way
 */
record Trainings(BenchmarkSettings settings, Path scratch) {

  /** Volumes of a step. */
  static final int BATCH = 2;

  private static final Shape SMALL = Shape.cube(16);
  private static final int KERNELS_PER_GROUP = 40;

  TrainingSteps ri() {
    return training(TrainingMethod.RI, Start.he()).steps(scans(settings.shape()));
  }

  TrainingSteps dwp() throws IOException {
    return training(TrainingMethod.DWP, Start.withPrior(prior())).steps(scans(settings.shape()));
  }

  private NetworkTraining training(TrainingMethod method, Start start) {
    return new NetworkTraining(settings(method), start, scratch.resolve(method.stage()));
  }

  /** Source network, kernels, prior: the real chain, as short as it can be. */
  private Path prior() throws IOException {
    TrainingOutcome source =
        training(TrainingMethod.SOURCE, Start.he()).run(scans(SMALL), epoch -> {}, () -> false);
    Path kernels = Files.createDirectories(scratch).resolve("kernels.safetensors");
    KernelHarvest.cut(source.last().weights(), kernels);
    PriorSettings fit =
        new PriorSettings(
            1,
            20,
            5e-4,
            15,
            0.1,
            6,
            KERNELS_PER_GROUP,
            0.01,
            settings.seed(),
            PriorSettings.Control.NONE);
    return new PriorFitting(fit, scratch.resolve("prior"))
        .fit(List.of(kernels), epoch -> {}, () -> false)
        .prior();
  }

  private TrainingData scans(Shape shape) {
    PhantomCohort cohort = PhantomCohort.target(shape, settings.seed());
    return new TrainingData(
        shape,
        IntStream.range(0, BATCH).mapToObj(index -> example(cohort, index)).toList(),
        List.of());
  }

  private static Example example(PhantomCohort cohort, int index) {
    LabelledScan scan = cohort.scan(index);
    float[] image = scan.image().voxels();
    float greatest = 0;
    for (float voxel : image) {
      greatest = Math.max(greatest, voxel);
    }
    float[] scaled = new float[image.length];
    float[] mask = new float[image.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = image[i] / greatest;
      mask[i] = scan.mask().voxels()[i];
    }
    return new Example("phantom_" + index, scaled, mask);
  }

  private TrainingSettings settings(TrainingMethod method) {
    return new TrainingSettings(
        method,
        1,
        0,
        0,
        BATCH,
        Optional.empty(),
        1e-3,
        20,
        0.1,
        1e-6,
        2e-3,
        PosteriorSettings.of(1, settings.kernelsPerStep(), -2),
        settings.seed());
  }
}
