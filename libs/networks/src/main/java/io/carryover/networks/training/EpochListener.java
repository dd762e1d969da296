package io.carryover.networks.training;

/**
 * Hears of every finished epoch, on the training's thread. A network's checkpoint is then on disk;
 * a VAE's follows within seconds.
 */
@FunctionalInterface
public interface EpochListener {

  /**
   * An epoch is finished; after an interruption, epochs without a checkpoint are heard of again.
   */
  void epochCompleted(EpochReport report);
}
