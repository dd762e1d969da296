package io.carryover.inference.segmentation;

import io.carryover.imaging.volume.Shape;
import io.carryover.runtime.failure.RejectedException;

/**
 * Memory that a scan takes at most, known from its header: the intensities as read, as prepared,
 * the sum of weighted probabilities, the sum of weights (4 bytes each), and the mask on both grids
 * (1 byte each). It does not depend on the number of patches.
 *
 * @param shape the scan's shape
 * @param bytes bytes on the heap
 */
public record MemoryNeed(Shape shape, long bytes) {
  /** Bytes of one voxel. */
  public static final int BYTES_PER_VOXEL = 4 * Float.BYTES + 2;

  private static final long MIB = 1 << 20;

  /** The need of a scan. */
  public static MemoryNeed of(Shape shape) {
    return new MemoryNeed(shape, (long) shape.voxels() * BYTES_PER_VOXEL);
  }

  /**
   * Checks that the scan may be read.
   *
   * @throws RejectedException IMAGE_TOO_LARGE above the limit, with both figures
   */
  public void requireAtMost(long maxVoxels) {
    if (shape.voxels() > maxVoxels) {
      throw new RejectedException(
          "IMAGE_TOO_LARGE",
          "at most %d voxels (%d MiB) are segmented, the scan has %s = %d (%d MiB)"
              .formatted(
                  maxVoxels,
                  maxVoxels * BYTES_PER_VOXEL / MIB,
                  shape,
                  shape.voxels(),
                  bytes / MIB));
    }
  }
}
