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
 * The fitted prior of one group, with its controls.
 *
 * <p>A file of all seven groups is safetensors of float32, for N from 1 to 7:
 *
 * <pre>
 *   groupN.&lt;VAE weight&gt;                 named and shaped as in KernelVaeArchitecture
 *   groupN.standardDeviation            (), what source kernels were divided by
 *   groupN.gaussian.mean                (27), of the fitted kernels of unit standard deviation
 *   groupN.gaussian.standardDeviation   (27)
 *   shuffled.groupN.&lt;VAE weight&gt;        only where the control was fitted
 * </pre>
 *
 * @param group 1 to 7
 * @param standardDeviation of the source kernels, what they were divided by
 * @param gaussian control: a Gaussian per tap of the same kernels
 * @param weights of the VAE on kernels of unit standard deviation, with clamped heads
 * @param shuffled control: weights of a VAE of kernels whose taps are permuted; empty where none
 *     was fitted
 */
public record GroupPrior(
    int group,
    NDArray standardDeviation,
    TapGaussian gaussian,
    Map<String, NDArray> weights,
    Map<String, NDArray> shuffled) {

  private static final String STANDARD_DEVIATION = "standardDeviation";
  private static final String GAUSSIAN_MEAN = "gaussian.mean";
  private static final String GAUSSIAN_STANDARD_DEVIATION = "gaussian.standardDeviation";
  private static final String SHUFFLED = "shuffled.";

  /** Name of a group, 1 to 7, in files of kernels and of priors. */
  public static String name(int group) {
    return "group" + group;
  }

  /** Dimension of the latents. */
  public long latent() {
    return weights.get("latent_mu.weight").getShape().get(0);
  }

  /**
   * The control in place of the VAE.
   *
   * @throws IllegalArgumentException where none was fitted
   */
  public GroupPrior ofShuffledKernels() {
    if (shuffled.isEmpty()) {
      throw new IllegalArgumentException(
          "the prior must hold VAEs of shuffled kernels, got none of %s: fit it with"
                  .formatted(name(group))
              + " shuffledControl set in the prior of its source cohort");
    }
    return new GroupPrior(group, standardDeviation, gaussian, shuffled, Map.of());
  }

  /**
   * Reads a prior of all seven groups.
   *
   * @param file as {@link #writeAll} leaves it
   * @throws IllegalArgumentException where a group or its Gaussian is missing
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
    groups.forEach(group -> group.addTo(arrays));
    WeightFile.write(arrays, file);
  }

  private void addTo(Map<String, NDArray> arrays) {
    String prefix = name(group) + ".";
    arrays.put(prefix + STANDARD_DEVIATION, standardDeviation);
    arrays.put(prefix + GAUSSIAN_MEAN, gaussian.mean());
    arrays.put(prefix + GAUSSIAN_STANDARD_DEVIATION, gaussian.standardDeviation());
    weights.forEach((name, array) -> arrays.put(prefix + name, array));
    shuffled.forEach((name, array) -> arrays.put(SHUFFLED + prefix + name, array));
  }

  private static GroupPrior ofFile(int group, Map<String, NDArray> arrays) {
    String prefix = name(group) + ".";
    Map<String, NDArray> own = under(prefix, arrays);
    NDArray standardDeviation = own.remove(STANDARD_DEVIATION);
    if (standardDeviation == null) {
      throw new IllegalArgumentException("a prior has seven groups, got none named " + name(group));
    }
    TapGaussian gaussian = gaussian(group, own);
    return new GroupPrior(
        group, standardDeviation, gaussian, own, under(SHUFFLED + prefix, arrays));
  }

  private static TapGaussian gaussian(int group, Map<String, NDArray> own) {
    NDArray mean = own.remove(GAUSSIAN_MEAN);
    NDArray standardDeviation = own.remove(GAUSSIAN_STANDARD_DEVIATION);
    if (mean == null || standardDeviation == null) {
      throw new IllegalArgumentException(
          "a prior has a Gaussian per tap of each group, got none of %s: fit the prior again,"
                  .formatted(name(group))
              + " an earlier version wrote this one");
    }
    return new TapGaussian(mean, standardDeviation);
  }

  private static Map<String, NDArray> under(String prefix, Map<String, NDArray> arrays) {
    Map<String, NDArray> found = new LinkedHashMap<>();
    arrays.forEach(
        (name, array) -> {
          if (name.startsWith(prefix)) {
            found.put(name.substring(prefix.length()), array);
          }
        });
    return found;
  }
}
