package io.carryover.networks.prior;

import ai.djl.ndarray.NDManager;
import io.carryover.networks.dwp.GroupPrior;
import io.carryover.networks.optimiser.Plateau;
import io.carryover.networks.random.Seeds;
import io.carryover.networks.training.EpochListener;
import io.carryover.networks.training.EpochLoop;
import io.carryover.networks.training.StopSignal;
import io.carryover.networks.training.TrainingStoppedException;
import io.carryover.networks.unet.UNetArchitecture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Fits the deep weight prior: one kernel VAE for each of the seven groups, one after the other.
 *
 * <p>The work directory holds a checkpoint per group, so that a fit goes on where it was
 * interrupted. Learning stops at the epochs' end, or on a plateau after the rate was reduced twice;
 * kept is the epoch of the least negative ELBO on kernels that are set aside for that; the figures
 * are of others, which choose nothing.
 *
 * <p>Runs on the caller's thread; one fit or training per process.
 */
public final class PriorFitting {

  private static final int REDUCTIONS = 2;

  /** Latent samples behind the gate figure: its standard error is far below a tenth of a nat. */
  private static final int LATENT_SAMPLES = 16;

  /** An epoch may take milliseconds, a checkpoint tens of them. */
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(2);

  private final PriorSettings settings;
  private final Path workDirectory;

  /** A fit; the work directory holds its checkpoints and its result. */
  public PriorFitting(PriorSettings settings, Path workDirectory) {
    this.settings = settings;
    this.workDirectory = workDirectory;
  }

  /**
   * Fits, or goes on from the checkpoints in the work directory.
   *
   * <p>A group that is left with hardly any kernel keeps its initial VAE, and its figures are not
   * numbers: the gate refuses it.
   *
   * @param kernelFiles as {@link KernelHarvest} writes them, one per source network and restart
   * @throws IllegalArgumentException without any file
   * @throws TrainingStoppedException when the signal says stop
   */
  public PriorOutcome fit(List<Path> kernelFiles, EpochListener listener, StopSignal stop) {
    if (kernelFiles.isEmpty()) {
      throw new IllegalArgumentException("a prior needs the kernels of a network, got no file");
    }
    try (NDManager manager = NDManager.newBaseManager()) {
      List<FittedGroup> fitted = new ArrayList<>();
      for (int group = 1; group <= UNetArchitecture.GROUPS; group++) {
        fitted.add(fitted(manager, group, kernelFiles, listener, stop));
      }
      return outcome(fitted);
    }
  }

  private record FittedGroup(GroupPrior prior, GroupFigures figures, double seconds) {}

  private FittedGroup fitted(
      NDManager owner, int group, List<Path> files, EpochListener listener, StopSignal stop) {
    Seeds seeds = new Seeds(settings.seed()).of(GroupPrior.name(group));
    KernelPool pool = KernelPool.of(kernels(files, group), settings, seeds);
    Path directory = workDirectory.resolve("group-" + group);
    try (NDManager manager = NDManager.newBaseManager()) {
      VaeFit fit =
          new VaeFit(
              manager, group, settings, pool, seeds, directory.resolve("weights.safetensors"));
      double seconds = run(fit, pool, directory, listener, stop);
      GroupPrior prior = fit.kept(owner);
      return new FittedGroup(prior, figures(group, pool, fit, prior), seconds);
    }
  }

  private double run(
      VaeFit fit, KernelPool pool, Path directory, EpochListener listener, StopSignal stop) {
    if (!pool.isFittable()) {
      fit.keep(0, fit.parameters());
      return 0;
    }
    return loop(directory).run(fit, listener, stop).seconds();
  }

  private EpochLoop loop(Path directory) {
    double least = settings.learningRate() * Math.pow(settings.factor(), REDUCTIONS);
    Plateau.Rule rule =
        new Plateau.Rule(settings.learningRate(), settings.patience(), settings.factor(), least);
    return new EpochLoop(
        rule, List.of(settings.epochs()), directory, settings.toString(), CHECKPOINT_INTERVAL);
  }

  private static GroupFigures figures(int group, KernelPool pool, VaeFit fit, GroupPrior prior) {
    HeldOutNats nats =
        pool.isFittable()
            ? HeldOutNats.of(pool, fit.heldOutNats(prior.weights(), LATENT_SAMPLES))
            : HeldOutNats.unknown();
    return new GroupFigures(
        group,
        pool.kept(),
        pool.dropped(),
        pool.heldOut().size(),
        pool.standardDeviation(),
        nats.vae(),
        nats.independentGaussian(),
        nats.fullGaussian(),
        nats.gainStandardError());
  }

  private PriorOutcome outcome(List<FittedGroup> fitted) {
    Path file = workDirectory.resolve("prior.safetensors");
    GroupPrior.writeAll(fitted.stream().map(FittedGroup::prior).toList(), file);
    return new PriorOutcome(
        file,
        fitted.stream().map(FittedGroup::figures).toList(),
        fitted.stream().mapToDouble(FittedGroup::seconds).sum());
  }

  private static List<List<float[]>> kernels(List<Path> files, int group) {
    return files.stream().map(file -> Arrays.asList(KernelRows.of(file, group))).toList();
  }
}
