package io.carryover.networks.dwp;

import ai.djl.ndarray.NDArray;
import io.carryover.networks.unet.UNetArchitecture;
import io.carryover.networks.unet.UNetArchitecture.Layer;
import io.carryover.networks.vae.Gaussian;
import java.util.LinkedHashMap;
import java.util.Map;

/** Draws weights from a posterior that was kept: log variances are those of the weights. */
public final class PosteriorSamples {

  private final UNetArchitecture architecture;
  private final Map<String, NDArray> arrays;

  /**
   * The posterior of a network.
   *
   * @param arrays means and points by layer name, log variances by {@link
   *     KernelPosterior#logVarianceName}
   */
  public PosteriorSamples(UNetArchitecture architecture, Map<String, NDArray> arrays) {
    this.architecture = architecture;
    this.arrays = arrays;
  }

  /** Whether any layer has log variances. */
  public boolean isThere() {
    return architecture.layers().stream().anyMatch(layer -> logVariances(layer) != null);
  }

  /** Means and points by layer name. */
  public Map<String, NDArray> means() {
    Map<String, NDArray> means = new LinkedHashMap<>();
    architecture.layers().forEach(layer -> means.put(layer.name(), arrays.get(layer.name())));
    return means;
  }

  /** One draw by layer name, by the engine's generator; points as they are. */
  public Map<String, NDArray> draw() {
    Map<String, NDArray> weights = means();
    architecture.layers().stream()
        .filter(layer -> logVariances(layer) != null)
        .forEach(layer -> weights.computeIfPresent(layer.name(), (name, mean) -> at(layer, mean)));
    return weights;
  }

  private NDArray at(Layer layer, NDArray mean) {
    NDArray epsilon = mean.getManager().randomNormal(mean.getShape());
    return new Gaussian(mean, logVariances(layer)).at(epsilon);
  }

  private NDArray logVariances(Layer layer) {
    return arrays.get(KernelPosterior.logVarianceName(layer.name()));
  }
}
