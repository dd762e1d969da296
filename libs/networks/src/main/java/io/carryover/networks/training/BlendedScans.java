package io.carryover.networks.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.carryover.imaging.patch.PatchBlending;
import io.carryover.imaging.patch.PatchGrid;
import io.carryover.imaging.patch.Slab;
import io.carryover.networks.loss.SegmentationLoss;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Scans through one or several networks in patches, as the inference service puts them through.
 *
 * <pre>
 *   p(v) = mean over patches of sigmoid(d(v)), by the Gaussian window;  d: difference of logits
 * </pre>
 *
 * <p>No gradient is taken. Memory: the network's activations of one batch of patches, and 4 bytes
 * for each network a voxel of one slab.
 */
final class BlendedScans {

  private final NDManager manager;
  private final PatchGrid grid;
  private final int batchSize;
  private final PatchStack stack;

  /**
   * Scans of the grid's volume.
   *
   * @param batchSize patches that a network sees at once
   */
  BlendedScans(NDManager manager, PatchGrid grid, int batchSize) {
    this.manager = manager;
    this.grid = grid;
    this.batchSize = batchSize;
    this.stack = new PatchStack(grid.patch(), batchSize);
  }

  /**
   * One scan.
   *
   * @param layers the weights of each network
   * @param visitor takes the probabilities by network, run by run
   */
  void blend(
      ScanScoring.Network network,
      List<Map<String, NDArray>> layers,
      float[] image,
      PatchBlending.MeansVisitor visitor) {
    PatchBlending blending = new PatchBlending(grid, layers.size());
    for (Slab slab : grid.slabs()) {
      for (int first = slab.first(); first < slab.end(); first += batchSize) {
        stack(image, first, Math.min(batchSize, slab.end() - first));
        addBatch(network, layers, first, blending);
      }
      blending.settle(visitor);
    }
  }

  private void stack(float[] image, int first, int size) {
    stack.clear();
    for (int n = 0; n < size; n++) {
      stack.add(image, grid.volume(), grid.window(first + n));
    }
  }

  private void addBatch(
      ScanScoring.Network network,
      List<Map<String, NDArray>> layers,
      int first,
      PatchBlending blending) {
    int voxels = grid.patch().voxels();
    for (int layer = 0; layer < layers.size(); layer++) {
      float[] probabilities = probabilities(network, layers.get(layer));
      for (int from = 0; from < probabilities.length; from += voxels) {
        float[] patch = Arrays.copyOfRange(probabilities, from, from + voxels);
        blending.add(first + from / voxels, layer, patch);
      }
    }
  }

  private float[] probabilities(ScanScoring.Network network, Map<String, NDArray> weights) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray logits = network.logits(weights, stack.images(manager));
      return SegmentationLoss.foreground(logits).toFloatArray();
    }
  }
}
