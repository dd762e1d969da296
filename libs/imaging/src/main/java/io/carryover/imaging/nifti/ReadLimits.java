package io.carryover.imaging.nifti;

import io.carryover.imaging.volume.Shape;

/**
 * What a file may ask for, checked against its header before any memory is taken.
 *
 * @param maxVoxels most voxels of one image; each takes 4 bytes in memory
 * @param maxOffsetBytes most bytes before the first voxel (header and its extensions)
 */
public record ReadLimits(long maxVoxels, long maxOffsetBytes) {
  private static final long MIB = 1L << 20;

  /** 512x512x1024 voxels (1 GiB in memory), 16 MiB of header extensions. */
  public static final ReadLimits DEFAULT = new ReadLimits(512L * 512 * 1024, 16 * MIB);

  /** Checks that both limits allow something. */
  public ReadLimits {
    if (maxVoxels < 1 || maxVoxels > Shape.MAX_VOXELS || maxOffsetBytes < NiftiLayout.MIN_OFFSET) {
      throw new IllegalArgumentException(
          "limits are 1 to %d voxels and at least %d bytes of header, got %d and %d"
              .formatted(Shape.MAX_VOXELS, NiftiLayout.MIN_OFFSET, maxVoxels, maxOffsetBytes));
    }
  }

  /** The default limits with another number of voxels. */
  public static ReadLimits ofVoxels(long maxVoxels) {
    return new ReadLimits(maxVoxels, DEFAULT.maxOffsetBytes);
  }
}
