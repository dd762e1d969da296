package io.carryover.networks.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.carryover.networks.dwp.KernelPrior;
import io.carryover.networks.random.Seeds;
import io.carryover.networks.unet.UNetArchitecture;
import io.carryover.networks.unet.UNetArchitecture.Layer;
import io.carryover.networks.weights.WeightFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/** The weights that a training starts from. */
final class InitialWeights {

  private final NDManager manager;
  private final UNetArchitecture architecture;

  InitialWeights(NDManager manager, UNetArchitecture architecture) {
    this.manager = manager;
    this.architecture = architecture;
  }

  /** Normal with He's standard deviation sqrt(2 / fan-in). */
  Map<String, NDArray> he(Seeds seeds) {
    seeds.of("initial weights").seedEngine();
    Map<String, NDArray> weights = new LinkedHashMap<>();
    architecture.layers().forEach(layer -> weights.put(layer.name(), he(layer)));
    return weights;
  }

  /**
   * Kernels drawn from a prior, each layer's scaled to He's standard deviation; layers without a
   * prior as by {@link #he}. The prior lives on kernels of unit standard deviation, and instance
   * norm is blind to a layer's scale, but Adam's step is relative to it.
   */
  Map<String, NDArray> ofPrior(KernelPrior prior, Seeds seeds) {
    Map<String, NDArray> weights = he(seeds);
    seeds.of("kernels of the prior").seedEngine();
    architecture.layers().stream()
        .filter(Layer::hasPrior)
        .forEach(layer -> weights.put(layer.name(), drawn(layer, prior)));
    return weights;
  }

  private NDArray drawn(Layer layer, KernelPrior prior) {
    float[] weights = scaled(taps(layer, prior), layer.heStandardDeviation());
    return manager.create(weights, new Shape(layer.shape()));
  }

  private static float[] taps(Layer layer, KernelPrior prior) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      return prior.sample(layer.group(), layer.in() * layer.out()).toFloatArray();
    }
  }

  private static float[] scaled(float[] taps, double standardDeviation) {
    double found = new StandardDeviation(false).evaluate(doubles(taps));
    float[] scaled = new float[taps.length];
    for (int tap = 0; tap < taps.length; tap++) {
      scaled[tap] = (float) (taps[tap] * standardDeviation / found);
    }
    return scaled;
  }

  private static double[] doubles(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  /**
   * The weights of a file, in the order of layers; other arrays of the file are left out.
   *
   * @throws UnusableStartException where a layer is missing or of another shape
   */
  Map<String, NDArray> ofFile(Path file) {
    Map<String, NDArray> arrays = WeightFile.read(manager, file);
    Map<String, NDArray> weights = new LinkedHashMap<>();
    for (Layer layer : architecture.layers()) {
      weights.put(layer.name(), checked(layer, arrays.get(layer.name()), file));
    }
    return weights;
  }

  private NDArray he(Layer layer) {
    return manager.randomNormal(
        0f, (float) layer.heStandardDeviation(), new Shape(layer.shape()), DataType.FLOAT32);
  }

  private static NDArray checked(Layer layer, NDArray weight, Path file) {
    Shape expected = new Shape(layer.shape());
    if (weight == null || !weight.getShape().equals(expected)) {
      throw new UnusableStartException(
          "layer %s must be of shape %s, got %s (file %s)"
              .formatted(
                  layer.name(),
                  expected,
                  weight == null ? "nothing" : weight.getShape(),
                  file.getFileName()));
    }
    return weight;
  }
}
