package io.carryover.networks.vae;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The one tap of decode.0 that a 1x1x1 input meets. While a VAE is trained its 26 other taps,
 * nearly half of all parameters, would take time and never change: they are left out and come back
 * as zeros.
 */
public final class CentreTap {

  private static final String NAME = "decode.0.weight";
  private static final NDIndex CENTRE = new NDIndex(":,:,1,1,1");
  private static final NDIndex CENTRE_CUBE = new NDIndex(":,:,1:2,1:2,1:2");

  private CentreTap() {}

  /** The weights with decode.0 of shape (128, 128, 1, 1, 1); a {@link KernelDecoder} takes both. */
  public static Map<String, NDArray> cut(Map<String, NDArray> weights) {
    Map<String, NDArray> cut = new LinkedHashMap<>(weights);
    cut.computeIfPresent(NAME, (name, weight) -> weight.get(CENTRE_CUBE).duplicate());
    return cut;
  }

  /** The weights with decode.0 in its own shape (128, 128, 3, 3, 3). */
  public static Map<String, NDArray> grown(Map<String, NDArray> cut) {
    Map<String, NDArray> grown = new LinkedHashMap<>(cut);
    grown.computeIfPresent(NAME, (name, tap) -> grown(tap));
    return grown;
  }

  /** The tap as a matrix (out, in). */
  static NDArray of(NDArray weight) {
    boolean whole = weight.getShape().get(4) > 1;
    return whole ? weight.get(CENTRE) : weight.squeeze(new int[] {2, 3, 4});
  }

  private static NDArray grown(NDArray tap) {
    long out = tap.getShape().get(0);
    long in = tap.getShape().get(1);
    NDArray whole = tap.getManager().zeros(new Shape(out, in, 3, 3, 3));
    whole.set(CENTRE_CUBE, tap);
    return whole;
  }
}
