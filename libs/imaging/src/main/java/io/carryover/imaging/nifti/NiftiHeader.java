package io.carryover.imaging.nifti;

import io.carryover.imaging.volume.Grid;
import java.nio.ByteOrder;

/**
 * What the reader needs of a header, checked.
 *
 * @param order byte order of header and voxels
 * @param datatype how one voxel is stored
 * @param grid shape and affine
 * @param firstVoxel offset of the first voxel in bytes
 * @param slope intensity of a stored step; 1 where the header declares none
 * @param intercept intensity of a stored 0
 */
record NiftiHeader(
    ByteOrder order,
    Datatype datatype,
    Grid grid,
    long firstVoxel,
    double slope,
    double intercept) {

  /** Bytes from the start of the file to the end of the last voxel. */
  long neededBytes() {
    return Math.addExact(firstVoxel, voxelBytes());
  }

  /** Bytes of all voxels. */
  long voxelBytes() {
    return (long) grid.shape().voxels() * datatype.bytesPerVoxel();
  }

  /** The intensity of a stored number. */
  float intensity(double stored) {
    return (float) (stored * slope + intercept);
  }
}
