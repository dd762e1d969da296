package io.carryover.networks.dwp;

import static io.carryover.networks.engine.EngineNumber.times;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.carryover.networks.unet.UNetArchitecture;
import io.carryover.networks.unet.UNetArchitecture.Layer;
import io.carryover.networks.vae.Gaussian;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The posterior q of a network: a Gaussian of diagonal covariance for every 3x3x3 kernel, a point
 * for every 1x1x1 one.
 *
 * <p>Instance norm makes the network blind to a layer's scale, while the prior lives on kernels of
 * unit standard deviation. So a layer's kernels k are standardised by a constant, its He standard
 * deviation s: the weights are w = s k. Means are kept in the layer's own scale, where the
 * optimiser's step is right; log variances are those of k.
 *
 * <p>Array {@code NAME} holds the means or points of a layer, {@code NAME.logVariance} the log
 * variances, both in the shape of the weights.
 */
public final class KernelPosterior {

  private static final String LOG_VARIANCE = ".logVariance";

  private final List<Layer> layers;
  private final Map<String, NDArray> means;
  private final Map<String, NDArray> logVariances = new LinkedHashMap<>();

  /**
   * A posterior around these means.
   *
   * @param manager owns the log variances
   * @param means weights by layer name, taken over
   * @param initialLogVariance of every standardised kernel
   */
  public KernelPosterior(
      NDManager manager,
      UNetArchitecture architecture,
      Map<String, NDArray> means,
      double initialLogVariance) {
    this.layers = architecture.layers();
    this.means = means;
    layers.stream()
        .filter(Layer::hasPrior)
        .map(Layer::name)
        .forEach(
            name ->
                logVariances.put(
                    name, manager.zeros(means.get(name).getShape()).add(initialLogVariance)));
  }

  /** Means and points by layer name. */
  public Map<String, NDArray> means() {
    return means;
  }

  /** Whether these are the means of a layer whose kernels have a posterior and a prior. */
  public boolean isKernelMean(String parameter) {
    return logVariances.containsKey(parameter);
  }

  /** Whether these are the log variances of a layer. */
  public boolean isLogVariance(String parameter) {
    return parameter.endsWith(LOG_VARIANCE)
        && isKernelMean(parameter.substring(0, parameter.length() - LOG_VARIANCE.length()));
  }

  /** Name of the log variances of a layer. */
  public static String logVarianceName(String layer) {
    return layer + LOG_VARIANCE;
  }

  /** Means, points and log variances (of standardised kernels). */
  public Map<String, NDArray> parameters() {
    Map<String, NDArray> parameters = new LinkedHashMap<>(means);
    logVariances.forEach((name, array) -> parameters.put(logVarianceName(name), array));
    return parameters;
  }

  /** Parameters by the same names, with the log variances of the weights themselves. */
  public Map<String, NDArray> inOwnScale(Map<String, NDArray> parameters) {
    Map<String, NDArray> own = new LinkedHashMap<>(parameters);
    own.keySet().retainAll(parameters().keySet());
    for (Layer layer : layers) {
      own.computeIfPresent(
          logVarianceName(layer.name()),
          (name, array) -> array.add(2 * Math.log(layer.heStandardDeviation())));
    }
    return own;
  }

  /**
   * One draw.
   *
   * @param weights of the whole network, by layer name
   * @param kernels standardised draws by layer that has a prior, (K, 27)
   * @param entropies of q of the standardised kernels in nats, by the same layers, (K)
   * @param means of q of the standardised kernels, by the same layers, (K, 27)
   * @param logVariances the same of their log variances, (K, 27)
   */
  public record Draw(
      Map<String, NDArray> weights,
      Map<String, NDArray> kernels,
      Map<String, NDArray> entropies,
      Map<String, NDArray> means,
      Map<String, NDArray> logVariances) {

    private static Draw of(Map<String, NDArray> points) {
      return new Draw(
          new LinkedHashMap<>(points),
          new LinkedHashMap<>(),
          new LinkedHashMap<>(),
          new LinkedHashMap<>(),
          new LinkedHashMap<>());
    }
  }

  /** Draws w = s (mu / s + exp(logVariance / 2) epsilon), epsilon from the engine's generator. */
  public Draw draw() {
    Draw draw = Draw.of(means);
    layers.stream().filter(Layer::hasPrior).forEach(layer -> draw(layer, draw));
    return draw;
  }

  private void draw(Layer layer, Draw draw) {
    double scale = layer.heStandardDeviation();
    Gaussian q = standardised(layer.name(), scale);
    NDArray kernels = q.at(q.mean().getManager().randomNormal(q.mean().getShape()));
    draw.kernels().put(layer.name(), kernels);
    draw.entropies().put(layer.name(), q.entropy());
    draw.means().put(layer.name(), q.mean());
    draw.logVariances().put(layer.name(), q.logVariance());
    draw.weights()
        .put(layer.name(), times(kernels, scale).reshape(means.get(layer.name()).getShape()));
  }

  private Gaussian standardised(String name, double scale) {
    return new Gaussian(
        times(means.get(name).reshape(-1, 27), 1 / scale), logVariances.get(name).reshape(-1, 27));
  }
}
