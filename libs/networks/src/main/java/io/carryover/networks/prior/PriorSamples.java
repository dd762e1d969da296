package io.carryover.networks.prior;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.carryover.networks.dwp.GroupPrior;
import io.carryover.networks.random.Seeds;
import io.carryover.networks.vae.Gaussian;
import io.carryover.networks.vae.Heads;
import io.carryover.networks.vae.KernelDecoder;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Kernels drawn from a fitted prior, to be looked at beside those of the source networks:
 *
 * <pre>
 *   z ~ N(0, 1),  (a, b) = decode(z),  k = sd (a + exp(b / 2) epsilon),  epsilon ~ N(0, 1)
 * </pre>
 *
 * <p>with the standard deviation sd that the group's kernels were divided by before the fit, so
 * that a sample is in the unit of {@link KernelHarvest}: the He standard deviation of its layer.
 */
public final class PriorSamples {

  private PriorSamples() {}

  /**
   * Draws from every group; the same seed gives the same kernels, whatever else is drawn.
   *
   * @param prior safetensors, as {@link PriorFitting} writes it
   * @param perGroup samples of each group, at least 1
   * @return by group from 1 on, each (perGroup, 27)
   * @throws IllegalArgumentException without a sample to draw, or where the file lacks a group
   */
  public static List<float[][]> draw(Path prior, int perGroup, long seed) {
    if (perGroup < 1) {
      throw new IllegalArgumentException("a group gives at least 1 sample, got " + perGroup);
    }
    try (NDManager manager = NDManager.newBaseManager()) {
      return GroupPrior.readAll(manager, prior).stream()
          .map(group -> draw(manager, group, perGroup, new Seeds(seed)))
          .toList();
    }
  }

  private static float[][] draw(NDManager manager, GroupPrior prior, int count, Seeds seeds) {
    RandomGenerator random = seeds.of(GroupPrior.name(prior.group())).generator();
    NDArray latents = normal(manager, count, (int) prior.latent(), random);
    NDArray noise = normal(manager, count, KernelPool.TAPS, random);
    Gaussian kernels = new KernelDecoder(prior.weights(), Heads.CLAMPED).decode(latents);
    return KernelRows.of(kernels.at(noise).mul(prior.standardDeviation()));
  }

  private static NDArray normal(NDManager manager, int rows, int columns, RandomGenerator random) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return manager.create(values, new Shape(rows, columns));
  }
}
