package io.carryover.networks.training;

/** Asked before every step, on the training's thread, whether the training should stop. */
@FunctionalInterface
public interface StopSignal {

  /** Whether to stop now; a stopped training throws {@link TrainingStoppedException}. */
  boolean stopped();
}
