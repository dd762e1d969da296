package io.carryover.networks.training;

/** Hears of every finished epoch, on the training's thread, after its checkpoint is on disk. */
@FunctionalInterface
public interface EpochListener {

  /** An epoch is finished and would not be run again after an interruption. */
  void epochCompleted(EpochReport report);
}
