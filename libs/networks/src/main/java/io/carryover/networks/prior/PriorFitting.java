package io.carryover.networks.prior;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.carryover.networks.dwp.GroupPrior;
import io.carryover.networks.dwp.TapGaussian;
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
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Fits the deep weight prior: one kernel VAE for each of the seven groups, one after the other.
 *
 * <p>Where the settings ask for it, each is followed by its control: a VAE by the same settings on
 * the same kernels, whose taps are permuted, by seeds of its own (stage {@code group-1-shuffled}).
 *
 * <p>The work directory holds a checkpoint per VAE, so that a fit goes on where it was interrupted.
 * Learning stops at the epochs' end, or on a plateau after the rate was reduced twice; kept is the
 * epoch of the least negative ELBO on kernels that are set aside for that; the figures are of
 * others, which choose nothing.
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
    String stage = "group-" + group;
    FittedVae vae = fitted(owner, stage, pool, seeds, listener, stop);
    Optional<FittedVae> control = control(owner, stage, pool, seeds, listener, stop);
    return new FittedGroup(
        prior(owner, group, pool, vae, control),
        figures(group, pool, vae, control),
        vae.seconds() + control.map(FittedVae::seconds).orElse(0.0));
  }

  private Optional<FittedVae> control(
      NDManager owner,
      String stage,
      KernelPool pool,
      Seeds seeds,
      EpochListener listener,
      StopSignal stop) {
    if (settings.control() == PriorSettings.Control.NONE) {
      return Optional.empty();
    }
    Seeds own = seeds.of("shuffled");
    return Optional.of(fitted(owner, stage + "-shuffled", pool.shuffled(own), own, listener, stop));
  }

  /**
   * A VAE and what the held-out kernels cost under it.
   *
   * @param heldOutNats of each held-out kernel; empty where nothing could be fitted
   */
  private record FittedVae(
      Map<String, NDArray> weights, Optional<double[]> heldOutNats, double seconds) {}

  private FittedVae fitted(
      NDManager owner,
      String stage,
      KernelPool pool,
      Seeds seeds,
      EpochListener listener,
      StopSignal stop) {
    Path directory = workDirectory.resolve(stage);
    Path file = directory.resolve("weights.safetensors");
    try (NDManager manager = NDManager.newBaseManager()) {
      VaeFit fit = new VaeFit(manager, stage, settings, pool, seeds, file);
      double seconds = run(fit, pool, directory, listener, stop);
      Map<String, NDArray> kept = fit.kept(owner);
      return new FittedVae(kept, heldOutNats(fit, pool, kept), seconds);
    }
  }

  private static Optional<double[]> heldOutNats(
      VaeFit fit, KernelPool pool, Map<String, NDArray> kept) {
    return pool.isFittable()
        ? Optional.of(fit.heldOutNats(kept, LATENT_SAMPLES))
        : Optional.empty();
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

  private static GroupPrior prior(
      NDManager owner, int group, KernelPool pool, FittedVae vae, Optional<FittedVae> control) {
    return new GroupPrior(
        group,
        owner.create((float) pool.standardDeviation()),
        gaussian(owner, pool),
        vae.weights(),
        control.map(FittedVae::weights).orElse(Map.of()));
  }

  private static TapGaussian gaussian(NDManager owner, KernelPool pool) {
    GaussianFit fit = GaussianFit.independent(pool.fitted());
    return new TapGaussian(owner.create(fit.mean()), owner.create(fit.standardDeviation()));
  }

  private static GroupFigures figures(
      int group, KernelPool pool, FittedVae vae, Optional<FittedVae> control) {
    HeldOutNats nats =
        vae.heldOutNats().map(v -> HeldOutNats.of(pool, v)).orElseGet(HeldOutNats::unknown);
    return new GroupFigures(
        group,
        pool.kept(),
        pool.dropped(),
        pool.heldOut().size(),
        pool.standardDeviation(),
        nats.vae(),
        nats.independentGaussian(),
        nats.fullGaussian(),
        nats.gainStandardError(),
        meanNats(control));
  }

  private static OptionalDouble meanNats(Optional<FittedVae> control) {
    return control.flatMap(FittedVae::heldOutNats).stream()
        .mapToDouble(StatUtils::mean)
        .findFirst();
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
