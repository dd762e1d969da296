package io.carryover.networks.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.carryover.imaging.metrics.Overlap;
import io.carryover.imaging.patch.PatchAccumulator;
import io.carryover.imaging.patch.PatchGrid;
import io.carryover.networks.loss.SegmentationLoss;
import java.util.Arrays;
import java.util.Map;

/**
 * Scans that the network sees in patches, as the inference service shows them to it.
 *
 * <pre>
 *   p(v) = mean over patches of sigmoid(d(v)), by the Gaussian window
 *   loss of p, see SegmentationLoss;  foreground where p > 0.5
 * </pre>
 *
 * <p>The loss is of the averaged probabilities and over the whole scan: it judges what is served,
 * not single patches, most of which hold little foreground. No gradient is taken. Memory: 8 bytes a
 * voxel of one scan, and the network's activations of one batch of patches.
 */
final class PatchedScans implements ScanScoring {

  private static final float THRESHOLD = 0.5f;

  private final NDManager manager;
  private final PatchGrid grid;
  private final int batchSize;
  private final PatchStack stack;

  /**
   * Scans of the grid's volume.
   *
   * @param batchSize patches that the network sees at once
   */
  PatchedScans(NDManager manager, PatchGrid grid, int batchSize) {
    this.manager = manager;
    this.grid = grid;
    this.batchSize = batchSize;
    this.stack = new PatchStack(grid.patch(), batchSize);
  }

  @Override
  public Score score(Network network, Map<String, NDArray> weights, Example scan) {
    PatchAccumulator accumulator = new PatchAccumulator(grid);
    for (int first = 0; first < grid.size(); first += batchSize) {
      addBatch(network, weights, scan.image(), first, accumulator);
    }
    float[] probabilities = accumulator.mean();
    return new Score(
        SegmentationLoss.total(probabilities, scan.mask()), overlap(probabilities, scan.mask()));
  }

  private void addBatch(
      Network network,
      Map<String, NDArray> weights,
      float[] image,
      int first,
      PatchAccumulator accumulator) {
    int size = Math.min(batchSize, grid.size() - first);
    int voxels = grid.patch().voxels();
    stack(image, first, size);
    float[] probabilities = probabilities(network, weights);
    for (int n = 0; n < size; n++) {
      accumulator.add(first + n, Arrays.copyOfRange(probabilities, n * voxels, (n + 1) * voxels));
    }
  }

  private void stack(float[] image, int first, int size) {
    stack.clear();
    for (int n = 0; n < size; n++) {
      stack.add(image, grid.volume(), grid.window(first + n));
    }
  }

  private float[] probabilities(Network network, Map<String, NDArray> weights) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray logits = network.logits(weights, stack.images(manager));
      return SegmentationLoss.foreground(logits).toFloatArray();
    }
  }

  private static Overlap overlap(float[] probabilities, float[] mask) {
    long both = 0;
    long found = 0;
    long there = 0;
    for (int voxel = 0; voxel < mask.length; voxel++) {
      int predicted = probabilities[voxel] > THRESHOLD ? 1 : 0;
      int inside = mask[voxel] != 0 ? 1 : 0;
      both += predicted & inside;
      found += predicted;
      there += inside;
    }
    return new Overlap(both, found - both, there - both);
  }
}
