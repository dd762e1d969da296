package io.carryover.networks.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import io.carryover.networks.optimiser.Adam;

/**
 * One step of a training: loss, gradients, update. What it computes on the way is freed at its end.
 *
 * @param learner what is trained
 * @param adam of the learner's parameters
 */
record TrainingStep(Learner learner, Adam adam) {

  /**
   * Takes a step and returns the loss before it.
   *
   * @param epoch from 1, counted over all cycles
   * @param step from 0
   * @throws ArithmeticException where the loss is not finite
   */
  double take(int epoch, int step, double learningRate) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      double loss = backpropagated(epoch, step);
      adam.update(learningRate);
      return loss;
    }
  }

  private double backpropagated(int epoch, int step) {
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray loss = learner.loss(epoch, step);
      collector.backward(loss);
      double value = loss.toType(DataType.FLOAT64, false).getDouble();
      return Finite.required("loss", value, learner.stage(), epoch, "step " + step);
    }
  }
}
