package io.carryover.networks.training;

import java.util.OptionalDouble;

/**
 * How a network does on held-out data.
 *
 * @param loss mean loss
 * @param dsc mean Dice similarity coefficient; empty for a VAE
 * @param iou mean intersection over union; empty for a VAE
 */
public record Evaluation(double loss, OptionalDouble dsc, OptionalDouble iou) {

  /** A loss alone. */
  public static Evaluation ofLoss(double loss) {
    return new Evaluation(loss, OptionalDouble.empty(), OptionalDouble.empty());
  }
}
