package io.carryover.networks.training;

import java.util.List;

/**
 * What a training left.
 *
 * @param snapshots one per learning-rate cycle, in order
 * @param epochs epochs trained, all cycles together
 * @param seconds time of training, without the time between an interruption and its resumption
 */
public record TrainingOutcome(List<Snapshot> snapshots, int epochs, double seconds) {

  public TrainingOutcome {
    snapshots = List.copyOf(snapshots);
  }

  /** The snapshot of the last cycle: the one to be used where there is no restart. */
  public Snapshot last() {
    return snapshots.get(snapshots.size() - 1);
  }
}
