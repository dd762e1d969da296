package io.carryover.networks.prior;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.carryover.networks.dwp.GroupPrior;
import io.carryover.networks.weights.WeightFile;
import java.nio.file.Path;
import java.util.Arrays;

/** Kernels as rows of 27 taps, outside of the engine. */
final class KernelRows {

  private KernelRows() {}

  /**
   * The kernels of one group in a file of {@link KernelHarvest}.
   *
   * @throws IllegalArgumentException where the file lacks the group
   */
  static float[][] of(Path file, int group) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray kernels = WeightFile.read(manager, file).get(GroupPrior.name(group));
      if (kernels == null) {
        throw new IllegalArgumentException(
            "a file of kernels has seven groups, got fewer (file %s)"
                .formatted(file.getFileName()));
      }
      return of(kernels);
    }
  }

  /** (K, 27) or (K, 1, 3, 3, 3) to (K, 27). */
  static float[][] of(NDArray kernels) {
    float[] taps = kernels.toFloatArray();
    float[][] rows = new float[taps.length / KernelPool.TAPS][];
    for (int row = 0; row < rows.length; row++) {
      int start = row * KernelPool.TAPS;
      rows[row] = Arrays.copyOfRange(taps, start, start + KernelPool.TAPS);
    }
    return rows;
  }
}
