package io.carryover.networks.dwp;

import static io.carryover.networks.engine.EngineNumber.times;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.carryover.networks.vae.Gaussian;

/**
 * A Gaussian per tap of a group's fitted kernels, of unit standard deviation all taps together.
 *
 * @param mean (27)
 * @param standardDeviation (27), positive
 */
public record TapGaussian(NDArray mean, NDArray standardDeviation) {

  private static final Shape TAPS = new Shape(27);

  public TapGaussian {
    requireTaps("mean", mean);
    requireTaps("standardDeviation", standardDeviation);
  }

  /** For any number of kernels, (1, 27). */
  Gaussian distribution() {
    return new Gaussian(mean.reshape(1, -1), times(standardDeviation.log(), 2).reshape(1, -1));
  }

  private static void requireTaps(String name, NDArray array) {
    if (!array.getShape().equals(TAPS)) {
      throw new IllegalArgumentException(
          "%s of a Gaussian per tap must be of shape %s, got %s"
              .formatted(name, TAPS, array.getShape()));
    }
  }
}
