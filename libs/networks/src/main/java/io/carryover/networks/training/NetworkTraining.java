package io.carryover.networks.training;

import java.nio.file.Path;

/** Trains one U-Net. */
public final class NetworkTraining {

  private final TrainingSettings settings;
  private final Start start;
  private final Path workDirectory;

  /**
   * A training of the standard network; the work directory holds its checkpoint and its results.
   */
  public NetworkTraining(TrainingSettings settings, Start start, Path workDirectory) {
    this.settings = settings;
    this.start = start;
    this.workDirectory = workDirectory;
  }

  /**
   * Trains, or goes on from the checkpoint in the work directory.
   *
   * @throws TrainingStoppedException when the signal says stop
   */
  public TrainingOutcome run(TrainingData data, EpochListener listener, StopSignal stop) {
    if (stop.stopped()) {
      throw new TrainingStoppedException(settings.method().stage(), 0);
    }
    throw new UnsupportedOperationException(
        "%s training from %s in %s is not there yet"
            .formatted(settings.method(), start, workDirectory));
  }
}
