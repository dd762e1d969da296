package io.carryover.networks.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.carryover.imaging.metrics.Overlap;
import io.carryover.imaging.patch.PatchGrid;
import io.carryover.imaging.uncertainty.ScanTally;
import io.carryover.networks.loss.SegmentationLoss;
import java.util.List;
import java.util.Map;

/**
 * Scans that the network sees in patches, as the inference service shows them to it, see {@link
 * BlendedScans}.
 *
 * <p>The loss is of the averaged probabilities and over the whole scan: it judges what is served,
 * not single patches, most of which hold little foreground.
 */
final class PatchedScans implements ScanScoring {

  private final BlendedScans blended;

  /**
   * Scans of the grid's volume.
   *
   * @param batchSize patches that the network sees at once
   */
  PatchedScans(NDManager manager, PatchGrid grid, int batchSize) {
    this.blended = new BlendedScans(manager, grid, batchSize);
  }

  @Override
  public Score score(Network network, Map<String, NDArray> weights, Example scan) {
    float[] probabilities = new float[scan.image().length];
    blended.blend(
        network,
        List.of(weights),
        scan.image(),
        (inVolume, means, inSlab, length) ->
            System.arraycopy(means[0], inSlab, probabilities, inVolume, length));
    return new Score(
        SegmentationLoss.total(probabilities, scan.mask()), overlap(probabilities, scan.mask()));
  }

  private static Overlap overlap(float[] probabilities, float[] mask) {
    long both = 0;
    long found = 0;
    long there = 0;
    for (int voxel = 0; voxel < mask.length; voxel++) {
      int predicted = probabilities[voxel] > ScanTally.THRESHOLD ? 1 : 0;
      int inside = mask[voxel] != 0 ? 1 : 0;
      both += predicted & inside;
      found += predicted;
      there += inside;
    }
    return new Overlap(both, found - both, there - both);
  }
}
