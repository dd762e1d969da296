package io.carryover.networks.prior;

import io.carryover.networks.training.EpochListener;
import io.carryover.networks.training.StopSignal;
import io.carryover.networks.training.TrainingStoppedException;
import java.nio.file.Path;
import java.util.List;

/** Fits one kernel VAE per group. */
public final class PriorFitting {

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
   * @param kernelFiles as {@link KernelHarvest} writes them, one per source network and restart
   * @throws TrainingStoppedException when the signal says stop
   */
  public PriorOutcome fit(List<Path> kernelFiles, EpochListener listener, StopSignal stop) {
    if (kernelFiles.isEmpty()) {
      return new PriorOutcome(workDirectory, List.of(), 0);
    }
    throw new UnsupportedOperationException(
        "fitting %s in %s is not there yet".formatted(settings, workDirectory));
  }
}
