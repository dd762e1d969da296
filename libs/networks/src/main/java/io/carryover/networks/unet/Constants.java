package io.carryover.networks.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;

/** Arrays made inside a step's scope that outlive it. */
final class Constants {

  private Constants() {}

  /** Takes the array out of the scopes that are open; its manager alone owns it. */
  static NDArray kept(NDArray array) {
    NDScope.unregister(array);
    return array;
  }
}
