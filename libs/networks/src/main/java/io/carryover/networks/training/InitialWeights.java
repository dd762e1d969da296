package io.carryover.networks.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.carryover.networks.random.Seeds;
import io.carryover.networks.unet.UNetArchitecture;
import io.carryover.networks.unet.UNetArchitecture.Layer;
import io.carryover.networks.weights.WeightFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

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
   * The weights of a file, in the order of layers; other arrays of the file are left out.
   *
   * @throws IllegalArgumentException where a layer is missing or of another shape
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
      throw new IllegalArgumentException(
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
