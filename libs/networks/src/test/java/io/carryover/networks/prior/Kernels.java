package io.carryover.networks.prior;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.carryover.networks.dwp.GroupPrior;
import io.carryover.networks.unet.UNetArchitecture;
import io.carryover.networks.weights.WeightFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Random kernels of 27 taps with unit variance. */
final class Kernels {

  private Kernels() {}

  /** Independent taps. */
  static List<float[]> independent(int count, RandomGenerator random) {
    return mixed(count, 0, random);
  }

  /** Taps that share a factor: tap = 0.8 f + 0.6 e. */
  static List<float[]> correlated(int count, RandomGenerator random) {
    return mixed(count, 0.8, random);
  }

  /** A ramp along the taps, of random steepness, with a little noise. */
  static List<float[]> smooth(int count, RandomGenerator random) {
    List<float[]> kernels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double factor = random.nextGaussian();
      float[] taps = new float[27];
      for (int tap = 0; tap < taps.length; tap++) {
        taps[tap] = (float) (factor * (tap - 13) / 7.8 + 0.2 * random.nextGaussian());
      }
      kernels.add(taps);
    }
    return kernels;
  }

  /** A file of kernels whose groups all hold these. */
  static Path write(List<float[]> kernels, Path file) {
    float[] taps = new float[kernels.size() * 27];
    for (int i = 0; i < kernels.size(); i++) {
      System.arraycopy(kernels.get(i), 0, taps, i * 27, 27);
    }
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray rows = manager.create(taps, new Shape(kernels.size(), 1, 3, 3, 3));
      Map<String, NDArray> groups = new LinkedHashMap<>();
      for (int group = 1; group <= UNetArchitecture.GROUPS; group++) {
        groups.put(GroupPrior.name(group), rows.duplicate());
      }
      WeightFile.write(groups, file);
    }
    return file;
  }

  private static List<float[]> mixed(int count, double shared, RandomGenerator random) {
    double own = Math.sqrt(1 - shared * shared);
    List<float[]> kernels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double factor = random.nextGaussian();
      float[] taps = new float[27];
      for (int tap = 0; tap < taps.length; tap++) {
        taps[tap] = (float) (shared * factor + own * random.nextGaussian());
      }
      kernels.add(taps);
    }
    return kernels;
  }
}
