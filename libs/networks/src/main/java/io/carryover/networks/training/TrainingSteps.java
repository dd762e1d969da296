package io.carryover.networks.training;

import ai.djl.ndarray.NDManager;
import io.carryover.networks.optimiser.Adam;

/**
 * The steps of a training one at a time: what {@link NetworkTraining#run} takes in its epochs,
 * without validation, checkpoints and plateaus. Several may be open, and take turns.
 *
 * <p>On one thread; the steps of a process never overlap.
 */
public final class TrainingSteps implements AutoCloseable {

  private final NDManager manager;
  private final Learner learner;
  private final TrainingStep step;
  private final double learningRate;
  private int taken;

  /** Takes the manager over, which owns what the learner trains. */
  TrainingSteps(NDManager manager, Learner learner, double learningRate) {
    this.manager = manager;
    this.learner = learner;
    this.step =
        new TrainingStep(
            learner,
            new Adam(manager, learner.parameters(), learner::weightDecay, learner::rateFactor));
    this.learningRate = learningRate;
  }

  /**
   * Takes the next step, through the epochs, and returns the loss before it.
   *
   * @throws ArithmeticException where the loss is not finite
   */
  public double next() {
    int perEpoch = learner.stepsPerEpoch();
    double loss = step.take(1 + taken / perEpoch, taken % perEpoch, learningRate);
    taken++;
    return loss;
  }

  /** Frees the network and the optimiser's state. */
  @Override
  public void close() {
    manager.close();
  }
}
