package io.carryover.inference.segmentation;

import io.carryover.imaging.patch.PatchGrid;
import io.carryover.imaging.volume.Shape;
import io.carryover.runtime.failure.RejectedException;

/**
 * Memory that a scan takes at most, known from its header.
 *
 * <pre>
 *   each voxel of the scan   4 bytes read, 1 of the mask, 4 of each map
 *   each voxel of a slab     4 bytes by the mean weights, 4 by each sample
 * </pre>
 *
 * <p>A slab is as thick as a patch along the longest axis, and the number of patches does not
 * matter. Beside it there is one batch of patches, whatever the scan.
 *
 * @param shape the scan's shape
 * @param bytes bytes on the heap
 */
public record MemoryNeed(Shape shape, long bytes) {
  private static final int READ_AND_MASK = Float.BYTES + 1;
  private static final int MEAN_WEIGHTS = 1;
  private static final long MIB = 1 << 20;

  /**
   * The need of a scan.
   *
   * @param samples samples of the weights
   * @param maps maps beside the mask
   */
  public static MemoryNeed of(PatchGrid grid, int samples, int maps) {
    long slab = grid.slabs().get(0).box().shape().voxels();
    long layers = (long) (MEAN_WEIGHTS + samples) * Float.BYTES;
    long scan = READ_AND_MASK + (long) maps * Float.BYTES;
    return new MemoryNeed(grid.volume(), grid.volume().voxels() * scan + slab * layers);
  }

  /**
   * Checks that the scan may be read.
   *
   * @throws RejectedException IMAGE_TOO_LARGE above the limit, with both figures
   */
  public void requireAtMost(long mostBytes) {
    if (bytes > mostBytes) {
      throw new RejectedException(
          "IMAGE_TOO_LARGE",
          "a scan may take %d MiB, this one of %s takes %d MiB"
              .formatted(mostBytes / MIB, shape, (bytes + MIB - 1) / MIB));
    }
  }
}
