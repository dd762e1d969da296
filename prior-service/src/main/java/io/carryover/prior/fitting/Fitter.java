package io.carryover.prior.fitting;

import io.carryover.networks.prior.PriorFitting;
import io.carryover.networks.prior.PriorOutcome;
import io.carryover.networks.prior.PriorSettings;
import io.carryover.networks.training.EpochListener;
import io.carryover.networks.training.StopSignal;
import java.nio.file.Path;
import java.util.List;

/** Fits the kernel VAEs of a prior. */
@FunctionalInterface
public interface Fitter {
  /** The real one, see {@link PriorFitting}. */
  Fitter KERNEL_VAES =
      (settings, directory, kernels, progress, stop) ->
          new PriorFitting(settings, directory).fit(kernels, progress, stop);

  /**
   * Fits, or goes on from the checkpoints in the directory.
   *
   * @param directory of this fit, for checkpoints and the prior
   * @param kernels one file per source network and restart
   * @throws io.carryover.networks.training.TrainingStoppedException if the signal says stop
   */
  PriorOutcome fit(
      PriorSettings settings,
      Path directory,
      List<Path> kernels,
      EpochListener progress,
      StopSignal stop);
}
