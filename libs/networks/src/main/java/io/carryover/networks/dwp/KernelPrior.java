package io.carryover.networks.dwp;

import ai.djl.ndarray.NDArray;
import io.carryover.networks.random.Seeds;
import java.util.Map;

/**
 * A prior p over the 3x3x3 kernels of a network, standardised by their layer's He standard
 * deviation.
 *
 * <p>KL(q || p), or its bound, is estimated as the mean over all kernels, on a random subset in
 * each step, see {@link KernelGroup}.
 */
public interface KernelPrior {

  /** What is trained of it with the network, by name; empty where nothing is. */
  Map<String, NDArray> parameters();

  /**
   * Estimate of the mean divergence per kernel, in nats, a scalar.
   *
   * @param draw of the posterior
   * @param seeds of the choice of kernels
   */
  NDArray meanBound(KernelPosterior.Draw draw, Seeds seeds);

  /**
   * Kernels drawn from the prior by the engine's generator, (count, 27).
   *
   * @param group 1 to 7
   */
  NDArray sample(int group, int count);
}
