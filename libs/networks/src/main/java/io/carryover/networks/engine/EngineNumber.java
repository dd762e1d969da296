package io.carryover.networks.engine;

import ai.djl.ndarray.NDArray;

/**
 * Arithmetic by numbers that gradients may pass through.
 *
 * <p>DJL's own {@code array.mul(number)} puts the number into a buffer of Java's and closes it
 * before it returns, while the engine keeps looking there for the backward pass: once the garbage
 * collector has freed the buffer, the gradient is multiplied by whatever lies there then. It is
 * silent and rare. Here the number lies in the engine's memory, where the gradient's graph holds
 * it. Adding a number keeps nothing and is DJL's.
 */
public final class EngineNumber {

  private EngineNumber() {}

  /** The array times a number, of the array's own data type if it has an axis. */
  public static NDArray times(NDArray array, double factor) {
    return array.mul(owned(array, factor));
  }

  /** The array divided by a number, likewise. */
  public static NDArray dividedBy(NDArray array, double divisor) {
    return array.div(owned(array, divisor));
  }

  private static NDArray owned(NDArray array, double number) {
    try (NDArray inJavaMemory = array.getManager().create(number)) {
      return inJavaMemory.duplicate();
    }
  }
}
