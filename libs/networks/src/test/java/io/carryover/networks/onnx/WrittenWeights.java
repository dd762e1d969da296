package io.carryover.networks.onnx;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.carryover.networks.Oracle;
import io.carryover.networks.dwp.KernelPosterior;
import io.carryover.networks.unet.UNetArchitecture;
import io.carryover.networks.unet.UNetArchitecture.Layer;
import io.carryover.networks.weights.WeightFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Weights files of one folder. */
record WrittenWeights(Path folder) {

  /** He initialisation. */
  Path he(List<Integer> widths, long seed) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      return written("he-" + seed, heArrays(manager, widths, seed));
    }
  }

  /** The same means as {@link #he}, with log variances of -4 beside them. */
  Path posterior(List<Integer> widths, long seed) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      Map<String, NDArray> arrays = heArrays(manager, widths, seed);
      for (Layer layer : UNetArchitecture.ofWidths(widths).layers()) {
        if (layer.hasPrior()) {
          NDArray logVariance = arrays.get(layer.name()).zerosLike().sub(4);
          arrays.put(KernelPosterior.logVarianceName(layer.name()), logVariance);
        }
      }
      return written("posterior-" + seed, arrays);
    }
  }

  /** He initialisation without one layer. */
  Path without(String layer, List<Integer> widths, long seed) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      Map<String, NDArray> arrays = heArrays(manager, widths, seed);
      arrays.remove(layer);
      return written("without-" + layer, arrays);
    }
  }

  /** The weights of the independent statement. */
  Path oracle() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      List<String> names = UNetArchitecture.standard().layers().stream().map(Layer::name).toList();
      return written("oracle", Oracle.weights(manager, "unet", names));
    }
  }

  private Path written(String name, Map<String, NDArray> arrays) {
    Path file = folder.resolve(name + ".safetensors");
    WeightFile.write(arrays, file);
    return file;
  }

  private static Map<String, NDArray> heArrays(NDManager manager, List<Integer> widths, long seed) {
    Random random = new Random(seed);
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    for (Layer layer : UNetArchitecture.ofWidths(widths).layers()) {
      arrays.put(layer.name(), manager.create(he(layer, random), new Shape(layer.shape())));
    }
    return arrays;
  }

  private static float[] he(Layer layer, Random random) {
    float[] values = new float[layer.parameters()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * layer.heStandardDeviation());
    }
    return values;
  }
}
