package io.carryover.networks.prior;

import static io.carryover.networks.engine.EngineNumber.dividedBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.carryover.networks.dwp.GroupPrior;
import io.carryover.networks.unet.UNetArchitecture;
import io.carryover.networks.unet.UNetArchitecture.Layer;
import io.carryover.networks.weights.WeightFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Cuts the 3x3x3 convolutions of a trained network into single kernels, one per output and input
 * channel, pooled by the resolution of the feature map that they read.
 *
 * <p>A kernel is divided by its layer's He standard deviation, as the posterior of a target network
 * divides its own: group 1 holds layers of one and of 16 input channels, whose scales differ.
 */
public final class KernelHarvest {

  private static final Shape KERNELS = new Shape(-1, 1, 3, 3, 3);

  private KernelHarvest() {}

  /**
   * Cuts a network of the standard layer names.
   *
   * @param weights safetensors by layer name, each (out, in, edge, edge, edge)
   * @param kernels safetensors to be written: {@code group1} to {@code group7}, each (K, 1, 3, 3,
   *     3), in the order of layers, then output channels, then input channels
   */
  public static void cut(Path weights, Path kernels) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, NDArray> network = WeightFile.read(manager, weights);
      Map<String, NDArray> groups = new LinkedHashMap<>();
      for (int group = 1; group <= UNetArchitecture.GROUPS; group++) {
        groups.put(GroupPrior.name(group), kernels(network, group));
      }
      WeightFile.write(groups, kernels);
    }
  }

  private static NDArray kernels(Map<String, NDArray> network, int group) {
    NDList cut = new NDList();
    UNetArchitecture.standard().layers().stream()
        .filter(layer -> layer.group() == group)
        .forEach(layer -> cut.add(kernels(network.get(layer.name()), layer)));
    return NDArrays.concat(cut);
  }

  private static NDArray kernels(NDArray weight, Layer layer) {
    return dividedBy(weight.reshape(KERNELS), layer.heStandardDeviation());
  }
}
