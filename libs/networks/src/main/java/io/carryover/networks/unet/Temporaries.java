package io.carryover.networks.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.function.Supplier;

/**
 * What a computation makes on its way. DJL holds all of it until the step's scope ends, where
 * PyTorch by itself frees what no gradient needs at once, and the rest as the gradients go back.
 * Less is held, and memory that is still in the cache is taken again.
 *
 * <p>Only for computations whose arrays the engine allots: an array on Java's own memory must
 * outlive the backward pass.
 */
final class Temporaries {

  private Temporaries() {}

  /** The result, which belongs to the scope around; of the rest, gradients keep what they need. */
  static NDArray freed(Supplier<NDArray> computation) {
    NDArray result = resultOf(computation);
    NDScope.register(result);
    return result;
  }

  private static NDArray resultOf(Supplier<NDArray> computation) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray result = computation.get();
      NDScope.unregister(result);
      return result;
    }
  }
}
