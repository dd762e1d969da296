package io.carryover.networks.training;

/** A training whose loss is no number ends at once. */
final class Finite {

  private Finite() {}

  /**
   * The value.
   *
   * @throws ArithmeticException where it is infinite or not a number
   */
  static double required(String what, double value, String stage, int epoch, String where) {
    if (Double.isFinite(value)) {
      return value;
    }
    throw new ArithmeticException(
        "a %s must be finite, got %s (%s, epoch %d, %s)"
            .formatted(what, value, stage, epoch, where));
  }
}
