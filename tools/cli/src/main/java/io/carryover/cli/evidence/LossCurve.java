package io.carryover.cli.evidence;

import java.util.List;

/**
 * How the loss of one training fell.
 *
 * @param method as in a {@link Measurement}
 * @param run its id
 * @param training by epoch, from the first on
 * @param validation by epoch, as many; empty where nothing was held out
 */
public record LossCurve(String method, String run, List<Double> training, List<Double> validation) {

  public LossCurve {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
    if (!validation.isEmpty() && validation.size() != training.size()) {
      throw new IllegalArgumentException(
          "a curve has a validation loss per epoch or none, got %d of %d epochs (run %s)"
              .formatted(validation.size(), training.size(), run));
    }
  }

  String title() {
    return MethodName.title(method);
  }
}
