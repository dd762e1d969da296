package io.carryover.networks.dwp;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.carryover.networks.unet.UNetArchitecture;
import io.carryover.networks.weights.WeightFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fitted prior of one group.
 *
 * @param group 1 to 7
 * @param standardDeviation of the source kernels, what they were divided by
 * @param weights of the VAE on kernels of unit standard deviation, with clamped heads
 */
public record GroupPrior(int group, NDArray standardDeviation, Map<String, NDArray> weights) {

  private static final String STANDARD_DEVIATION = "standardDeviation";

  /** Name of a group, 1 to 7, in files of kernels and of priors. */
  public static String name(int group) {
    return "group" + group;
  }

  /** Dimension of the latents. */
  public long latent() {
    return weights.get("latent_mu.weight").getShape().get(0);
  }

  /**
   * Reads a prior of all seven groups.
   *
   * @param file safetensors: {@code group1.<VAE weight>} and {@code group1.standardDeviation}
   * @throws IllegalArgumentException where a group is missing
   */
  public static List<GroupPrior> readAll(NDManager manager, Path file) {
    Map<String, NDArray> arrays = WeightFile.read(manager, file);
    List<GroupPrior> groups = new ArrayList<>();
    for (int group = 1; group <= UNetArchitecture.GROUPS; group++) {
      groups.add(ofFile(group, arrays));
    }
    return groups;
  }

  /** Writes a prior. */
  public static void writeAll(List<GroupPrior> groups, Path file) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    for (GroupPrior prior : groups) {
      String prefix = name(prior.group()) + ".";
      arrays.put(prefix + STANDARD_DEVIATION, prior.standardDeviation());
      prior.weights().forEach((name, array) -> arrays.put(prefix + name, array));
    }
    WeightFile.write(arrays, file);
  }

  private static GroupPrior ofFile(int group, Map<String, NDArray> arrays) {
    String prefix = name(group) + ".";
    Map<String, NDArray> weights = new LinkedHashMap<>();
    arrays.forEach(
        (name, array) -> {
          if (name.startsWith(prefix)) {
            weights.put(name.substring(prefix.length()), array);
          }
        });
    NDArray standardDeviation = weights.remove(STANDARD_DEVIATION);
    if (standardDeviation == null) {
      throw new IllegalArgumentException("a prior has seven groups, got none named " + name(group));
    }
    return new GroupPrior(group, standardDeviation, weights);
  }
}
