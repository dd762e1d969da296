package io.carryover.networks.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.function.UnaryOperator;

/**
 * A convolution of a single small map, computed on two copies of it.
 *
 * <p>PyTorch gives a batch of one to oneDNN only where N C D H is above {@value #LEAST_WORK} (its
 * {@code use_mkldnn}); else it unfolds the map and multiplies matrices, which takes 5 times as long
 * for a map of 16x40x32x32 on one thread. Batches of two always go to oneDNN, so that both copies
 * together take less than the one did. No gradient comes from the copy.
 */
final class PairedConvolution {

  private static final long LEAST_WORK = 20_480;
  private static final int POINTWISE = 1;

  private PairedConvolution() {}

  /** Whether PyTorch would take its slow way with a map (N, C, D, H, W) on a processor. */
  static boolean isFasterFor(NDArray map, int edge) {
    Shape s = map.getShape();
    return s.get(0) == 1
        && edge > POINTWISE
        && !map.getDevice().isGpu()
        && s.get(1) * s.get(2) * s.get(3) <= LEAST_WORK;
  }

  /** The convolution of the only map of a batch. */
  static NDArray of(NDArray map, UnaryOperator<NDArray> convolution) {
    return convolution.apply(NDArrays.concat(new NDList(map, map), 0)).get(":1");
  }
}
