package io.carryover.networks.training;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import java.util.Optional;

/**
 * What an {@link EpochLoop} trains.
 *
 * <p>All methods are called on the loop's thread. Each epoch must depend on nothing but the
 * parameters and its number, so that an interrupted run ends with the numbers of an uninterrupted
 * one: draw by {@link io.carryover.networks.random.Seeds}.
 */
public interface Learner {

  /**
   * Name in reports: source, ri, pr, prf, dwp, or group-1 to group-7, as control group-1-shuffled.
   */
  String stage();

  /** What is trained, by name: leaf arrays that require a gradient and outlive the loop. */
  Map<String, NDArray> parameters();

  /** Coupled L2 penalty of a parameter. */
  double weightDecay(String parameter);

  /** What the learning rate of a parameter is multiplied with, positive. */
  default double rateFactor(String parameter) {
    return 1;
  }

  /** Steps of an epoch, at least 1. */
  int stepsPerEpoch();

  /**
   * The scalar to be lowered in a step; called inside the gradient collector.
   *
   * @param epoch from 1, counted over all cycles
   * @param step from 0
   */
  NDArray loss(int epoch, int step);

  /** How the parameters do on held-out data; empty without any. */
  Optional<Evaluation> evaluate();

  /**
   * A cycle ended, and the parameters of its best epoch are to be kept. May be called again with
   * the same arguments after an interruption.
   *
   * @param cycle from 0
   * @param best by the names of {@link #parameters()}
   */
  void keep(int cycle, Map<String, NDArray> best);
}
