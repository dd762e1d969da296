package io.carryover.imaging.dicom;

import io.carryover.imaging.volume.Shape;

/**
 * What the files of a series or a segmentation may ask for, checked before memory is taken.
 *
 * @param maxBytes most bytes of all files together; they are held in memory while they are read
 * @param maxVoxels most voxels of the volume; each takes 4 bytes more
 */
public record DicomLimits(long maxBytes, long maxVoxels) {
  private static final long GIB = 1L << 30;

  /** 1 GiB of files, 512x512x1024 voxels (another 1 GiB). */
  public static final DicomLimits DEFAULT = new DicomLimits(GIB, 512L * 512 * 1024);

  /** Checks that both limits allow something. */
  public DicomLimits {
    if (maxBytes < 1 || maxVoxels < 1 || maxVoxels > Shape.MAX_VOXELS) {
      throw new IllegalArgumentException(
          "limits are at least 1 byte and 1 to %d voxels, got %d and %d"
              .formatted(Shape.MAX_VOXELS, maxBytes, maxVoxels));
    }
  }
}
